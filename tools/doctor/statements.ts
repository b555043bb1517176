import {
  at,
  isObject,
  listOf,
  type Named,
  type Properties,
  resourceOf,
  resourcesOf,
  type Template,
  textOf,
} from "./template.ts";

/** What one statement of a role or of a policy allows; `id` is the role's or the policy's. */
export type Statement = { id: string; actions: string[]; resources: string[]; condition: Properties };

const policyTypes = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];

/** A statement that says what it leaves out allows all the rest. */
const allowed = (statement: Properties, what: "Action" | "Resource"): string[] =>
  statement[`Not${what}`] === undefined ? listOf(statement[what]).map(textOf) : ["*"];

/** What the roles and policies of a template allow. */
export const statementsOf = (template: Template): Statement[] =>
  resourcesOf(template, "AWS::IAM::Role", ...policyTypes).flatMap(({ id, properties }) =>
    [...listOf(properties["Policies"]), properties]
      .flatMap((policy) => listOf(at(policy, "PolicyDocument", "Statement")))
      .filter(isObject)
      .filter(({ Effect }) => Effect !== "Deny")
      .map((statement) => ({
        id,
        actions: allowed(statement, "Action"),
        resources: allowed(statement, "Resource"),
        condition: isObject(statement["Condition"]) ? statement["Condition"] : {},
      })),
  );

/** What a role may do; undefined if it has a policy that stands elsewhere, of which the template says nothing. */
export const allowedTo = (template: Template, role: Named): Statement[] | undefined => {
  const managed = listOf(role.properties["ManagedPolicyArns"]).map((arn) => resourceOf(template, arn));
  if (managed.includes(undefined)) return undefined;
  const attached = resourcesOf(template, ...policyTypes).filter(({ properties: { Roles, RoleName } }) =>
    [...listOf(Roles), ...listOf(RoleName)].some((one) => resourceOf(template, one)?.id === role.id),
  );
  const own = [role, ...managed, ...attached].map((one) => one?.id);
  return statementsOf(template).filter(({ id }) => own.includes(id));
};

/** Actions have no case. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const allows = ({ actions }: Statement, action: string): boolean =>
  actions.some((one) => {
    const [start = "", ...rest] = one.toLowerCase().split("*");
    return rest.length > 0 ? action.toLowerCase().startsWith(start) : start === action.toLowerCase();
  });
