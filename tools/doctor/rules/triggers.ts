import { isObject } from "../../../schema/is-object.ts";
import { type Checked, defineRule } from "../finding.ts";
import { findFunction, type SuiteFunction } from "../functions.ts";
import { getProperty, isKnown, listResources, type Template, toList, toText, triggerHandlers } from "../template.ts";

/** A trigger of the stack's own pool. */
type Trigger = {
  id: string;
  name: string;
  /** The value in LambdaConfig; empty if there is none. */
  value: string;
  target: SuiteFunction | undefined;
  version: string;
};

/** The suite's five triggers, and all others that the pool calls. PreTokenGeneration has two keys in LambdaConfig. */
const listTriggers = (checked: Checked): Trigger[] => {
  // The framework derives this ID from `pool` of the triggers' events. An existing pool is not in the template.
  const pool = listResources(checked.template, "AWS::Cognito::UserPool").find(
    ({ id }) => id === "CognitoUserPoolUsers",
  );
  if (pool === undefined) return [];
  const config = pool.properties["LambdaConfig"];
  const wired = Object.entries(isObject(config) ? config : {}).filter(([key]) => key !== "KMSKeyID");
  const values = new Map(wired.map(([key, value]) => [key.replace(/Config$/, ""), value]));
  return [...new Set([...Object.keys(triggerHandlers), ...values.keys()])].map((name) => {
    const value = getProperty(values.get(name), "LambdaArn") ?? values.get(name);
    const version = toText(getProperty(values.get(name), "LambdaVersion") ?? "V1_0");
    return { id: pool.id, name, value: toText(value), target: findFunction(checked, value), version };
  });
};

/** The functions that triggers call. */
const listCalledFunctions = (checked: Checked) =>
  listTriggers(checked).flatMap(({ id, name, version, target }) =>
    target ? [{ ...target, pool: id, name, version, handles: findHandledTrigger(target) }] : [],
  );

/** The suite's trigger that a function handles. */
const findHandledTrigger = ({ handler }: SuiteFunction): string | undefined =>
  Object.keys(triggerHandlers).find((name) => triggerHandlers[name] === handler);

const mayCall = (checked: Checked, pool: string, id: string): boolean =>
  listResources(checked.template, "AWS::Lambda::Permission").some(({ properties }) => {
    const source = toText(properties["SourceArn"]);
    return (
      findFunction(checked, properties["FunctionName"])?.id === id &&
      properties["Principal"] === "cognito-idp.amazonaws.com" &&
      toText(properties["Action"]).toLowerCase() === "lambda:invokefunction" &&
      (["", `\${${pool}.Arn}`].includes(source) ||
        source.endsWith(`/\${${pool}}`) ||
        !isKnown(checked.template, source))
    );
  });

/** The lowest version of PreTokenGeneration for all tokens of the stage. Only the third has tokens of machines. */
const chooseNeededVersion = (template: Template): string =>
  listResources(template, "AWS::Cognito::UserPoolClient").some(({ properties }) =>
    toList(properties["AllowedOAuthFlows"]).includes("client_credentials"),
  )
    ? "V3_0"
    : "V2_0";

const describeEvent = (name: string): string => `the event cognitoUserPool: { pool: Users, trigger: ${name} }`;

/** Triggers of the user pool. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export const triggerRules = [
  defineRule({
    id: "trigger-missing",
    on: listTriggers,
    when: ({ value }) => value === "",
    wrong: ({ name }) => `the pool calls no function as ${name}.`,
    fix: ({ name }) => `in serverless.yml, give the function of ${triggerHandlers[name]} ${describeEvent(name)}.`,
  }),
  defineRule({
    id: "trigger-target",
    on: (checked) => listTriggers(checked).filter(({ value }) => value !== "" && isKnown(checked.template, value)),
    when: ({ target }) => target === undefined,
    wrong: ({ name, value }) => `it calls ${value} as ${name}, which is not a function of this template.`,
    fix: ({ name }) => `in serverless.yml, give the function that handles it ${describeEvent(name)}.`,
  }),
  defineRule({
    id: "trigger-function",
    on: listCalledFunctions,
    when: ({ name, handles }) => handles !== undefined && handles !== name,
    wrong: ({ pool, name, handles }) => `${pool} calls it as ${name}, and it handles only ${handles}.`,
    fix: ({ name, place }) => `move ${describeEvent(name)} from ${place} to the function that handles it.`,
  }),
  defineRule({
    id: "trigger-timeout",
    on: listCalledFunctions,
    // Cognito calls custom senders asynchronously.
    when: ({ name, properties }) => !name.endsWith("Sender") && Number(properties["Timeout"]) > 5,
    wrong: ({ name, properties }) =>
      `it may run ${properties["Timeout"]} s, but Cognito waits 5 s for ${name} and then calls it again.`,
    fix: ({ place }) => `set timeout of ${place} to 5 or less.`,
  }),
  defineRule({
    id: "trigger-permission",
    on: (checked) => listCalledFunctions(checked).filter(({ pool, id }) => !mayCall(checked, pool, id)),
    when: () => true,
    wrong: ({ pool, name }) => `${pool} calls it as ${name}, and no AWS::Lambda::Permission allows this.`,
    fix: ({ name, place }) => `give ${place} ${describeEvent(name)}, which also adds the permission.`,
  }),
  defineRule({
    id: "token-trigger-version",
    on: (checked) =>
      listCalledFunctions(checked).map((one) => ({ ...one, needed: chooseNeededVersion(checked.template) })),
    when: ({ name, version, needed }) => name === "PreTokenGeneration" && version < needed,
    wrong: ({ version, needed }) =>
      `Cognito calls it with ${version}, and ${needed === "V3_0" ? "only V3_0 has tokens of machines" : "only V2_0 and later change access tokens"}.`,
    fix: ({ place }) => `set lambdaVersion of ${place} to \${self:custom.references.preTokenGenerationVersion}.`,
  }),
  defineRule({
    id: "existing-pool-helper",
    on: ({ template }) => listResources(template, "Custom::CognitoUserPool"),
    when: () => true,
    wrong:
      "`existing: true` adds a function that may change every user pool and pass every role, and that loses settings.",
    fix: "remove it from serverless.yml, set userPool.existing in config/<stage>.yml, and run npx suite attach.",
  }),
];
