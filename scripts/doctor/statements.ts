import { resourceOf } from "./relations.ts";
import { isObject, type Named, type Properties, resourcesOf, type Template, textOf } from "./template.ts";

/** One statement of a policy. `kind` says whose: what a role may do, who may become it, or who may use a resource. */
export type Statement = {
  resource: string;
  kind: "identity" | "trust" | "resource";
  allow: boolean;
  actions: string[];
  notAction: boolean;
  resources: string[];
  notResource: boolean;
  principal: unknown;
  condition: Properties;
};

const identityTypes = ["AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];
const list = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

const documentsIn = (
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; statement: Properties }[] => {
  if (Array.isArray(value)) return value.flatMap((inner) => documentsIn(inner, path));
  if (!isObject(value)) return [];
  const own = list(value["Statement"]).filter(isObject);
  return [
    ...own.map((statement) => ({ path, statement })),
    ...Object.entries(value).flatMap(([key, inner]) => (key === "Statement" ? [] : documentsIn(inner, [...path, key]))),
  ];
};

/** Every statement of every policy in the template, wherever it stands. */
export const statementsOf = (template: Template): Statement[] =>
  resourcesOf(template).flatMap(({ id, resource: { Type }, properties }) =>
    documentsIn(properties).map(({ path, statement }) => ({
      resource: id,
      kind: path.includes("AssumeRolePolicyDocument")
        ? "trust"
        : identityTypes.includes(Type)
          ? "identity"
          : "resource",
      allow: statement["Effect"] !== "Deny",
      actions: list(statement["Action"]).map(textOf),
      notAction: statement["NotAction"] !== undefined,
      resources: list(statement["Resource"]).map(textOf),
      notResource: statement["NotResource"] !== undefined,
      principal: statement["Principal"],
      condition: isObject(statement["Condition"]) ? statement["Condition"] : {},
    })),
  );

/** The role's own id, and those of the policies that the template attaches to it. */
const policiesOf = (template: Template, role: Named): string[] => [
  role.id,
  ...resourcesOf(template, "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
    .filter(({ properties }) =>
      [properties["Roles"] ?? [], properties["RoleName"] ?? []]
        .flat(2)
        .some((one) => resourceOf(template, one)?.id === role.id),
    )
    .map(({ id }) => id),
];

/** What a role may do by the policies that stand in the template. */
export const allowedTo = (template: Template, role: Named): Statement[] => {
  const own = policiesOf(template, role);
  return statementsOf(template).filter(
    ({ resource, kind, allow }) => kind === "identity" && allow && own.includes(resource),
  );
};

/** Whether a role has policies that stand elsewhere, so that nobody can say here what it may do. */
export const hasPoliciesElsewhere = (template: Template, { properties }: Named): boolean =>
  [properties["ManagedPolicyArns"] ?? []]
    .flat()
    .some((arn) => resourceOf(template, arn)?.resource.Type !== "AWS::IAM::ManagedPolicy");

/** Actions have no case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const covers = ({ actions, notAction }: Statement, action: string): boolean =>
  notAction ||
  actions.some((one) => {
    const named = one.toLowerCase();
    const wished = action.toLowerCase();
    return named.includes("*") ? wished.startsWith(named.slice(0, named.indexOf("*"))) : named === wished;
  });
