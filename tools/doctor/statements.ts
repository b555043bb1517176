import { isObject } from "../../schema/is-object.ts";
import {
  findResource,
  getProperty,
  listResources,
  type Named,
  type Properties,
  type Template,
  toList,
  toText,
} from "./template.ts";

/** A statement that allows actions; `id` is the logical ID of the role or policy. */
export type Statement = { id: string; actions: string[]; resources: string[]; condition: Properties };

const policyTypes = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];

/** A statement with NotAction or NotResource counts as `*`. */
const readAllowed = (statement: Properties, what: "Action" | "Resource"): string[] =>
  statement[`Not${what}`] === undefined ? toList(statement[what]).map(toText) : ["*"];

/** The statements that allow something, in all roles and policies. */
export const listStatements = (template: Template): Statement[] =>
  listResources(template, "AWS::IAM::Role", ...policyTypes).flatMap(({ id, properties }) =>
    [...toList(properties["Policies"]), properties]
      .flatMap((policy) => toList(getProperty(policy, "PolicyDocument", "Statement")))
      .filter(isObject)
      .filter(({ Effect }) => Effect !== "Deny")
      .map((statement) => ({
        id,
        actions: readAllowed(statement, "Action"),
        resources: readAllowed(statement, "Resource"),
        condition: isObject(statement["Condition"]) ? statement["Condition"] : {},
      })),
  );

/** The statements that apply to a role; undefined if it has a managed policy that is not in the template. */
export const findStatementsFor = (template: Template, role: Named): Statement[] | undefined => {
  const managed = toList(role.properties["ManagedPolicyArns"]).map((arn) => findResource(template, arn));
  if (managed.includes(undefined)) return undefined;
  const attached = listResources(template, ...policyTypes).filter(({ properties: { Roles, RoleName } }) =>
    [...toList(Roles), ...toList(RoleName)].some((one) => findResource(template, one)?.id === role.id),
  );
  const own = [role, ...managed, ...attached].map((one) => one?.id);
  return listStatements(template).filter(({ id }) => own.includes(id));
};

/** Actions are case-insensitive. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export const allows = ({ actions }: Statement, action: string): boolean =>
  actions.some((one) => {
    const [start = "", ...rest] = one.toLowerCase().split("*");
    return rest.length > 0 ? action.toLowerCase().startsWith(start) : start === action.toLowerCase();
  });
