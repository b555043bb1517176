import { type Checked, rule } from "../finding.ts";
import { functionOf, type SuiteFunction } from "../functions.ts";
import { at, isKnown, isObject, listOf, resourcesOf, type Template, textOf, triggerHandlers } from "../template.ts";

/** A trigger of the pool that the stack makes. */
type Trigger = {
  id: string;
  name: string;
  /** What LambdaConfig names; empty if the pool does not call this trigger. */
  value: string;
  target: SuiteFunction | undefined;
  version: string;
};

/** The suite's five triggers and every other that the pool calls. PreTokenGeneration stands under either of two keys. */
const triggers = (checked: Checked): Trigger[] => {
  // The framework calls the pool so by the `pool` of the triggers' events; a pool that is there already is not in the template.
  const pool = resourcesOf(checked.template, "AWS::Cognito::UserPool").find(({ id }) => id === "CognitoUserPoolUsers");
  if (pool === undefined) return [];
  const config = pool.properties["LambdaConfig"];
  const wired = Object.entries(isObject(config) ? config : {}).filter(([key]) => key !== "KMSKeyID");
  const values = new Map(wired.map(([key, value]) => [key.replace(/Config$/, ""), value]));
  return [...new Set([...Object.keys(triggerHandlers), ...values.keys()])].map((name) => {
    const value = at(values.get(name), "LambdaArn") ?? values.get(name);
    const version = textOf(at(values.get(name), "LambdaVersion") ?? "V1_0");
    return { id: pool.id, name, value: textOf(value), target: functionOf(checked, value), version };
  });
};

/** The triggers that call a function, by that function. */
const called = (checked: Checked) =>
  triggers(checked).flatMap(({ id, name, version, target }) =>
    target ? [{ ...target, pool: id, name, version, answers: answeredBy(target) }] : [],
  );

/** The suite's trigger that a function answers. */
const answeredBy = ({ handler }: SuiteFunction): string | undefined =>
  Object.keys(triggerHandlers).find((name) => triggerHandlers[name] === handler);

const mayCall = (checked: Checked, pool: string, id: string): boolean =>
  resourcesOf(checked.template, "AWS::Lambda::Permission").some(({ properties }) => {
    const source = textOf(properties["SourceArn"]);
    return (
      functionOf(checked, properties["FunctionName"])?.id === id &&
      properties["Principal"] === "cognito-idp.amazonaws.com" &&
      textOf(properties["Action"]).toLowerCase() === "lambda:invokefunction" &&
      (["", `\${${pool}.Arn}`].includes(source) ||
        source.endsWith(`/\${${pool}}`) ||
        !isKnown(checked.template, source))
    );
  });

/** The lowest version of PreTokenGeneration that reaches all tokens: those of machines come in the third only. */
const neededVersion = (template: Template): string =>
  resourcesOf(template, "AWS::Cognito::UserPoolClient").some(({ properties }) =>
    listOf(properties["AllowedOAuthFlows"]).includes("client_credentials"),
  )
    ? "V3_0"
    : "V2_0";

const event = (name: string): string => `the event cognitoUserPool: { pool: Users, trigger: ${name} }`;

/** How the pool calls its functions. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export const triggerRules = [
  rule({
    id: "trigger-missing",
    on: triggers,
    when: ({ value }) => value === "",
    wrong: ({ name }) => `the pool calls no function as ${name}.`,
    fix: ({ name }) => `in serverless.yml, give the function of ${triggerHandlers[name]} ${event(name)}.`,
  }),
  rule({
    id: "trigger-target",
    on: (checked) => triggers(checked).filter(({ value }) => value !== "" && isKnown(checked.template, value)),
    when: ({ target }) => target === undefined,
    wrong: ({ name, value }) => `it calls ${value} as ${name}, which is not a function of this template.`,
    fix: ({ name }) => `in serverless.yml, give the function that answers it ${event(name)}.`,
  }),
  rule({
    id: "trigger-function",
    on: called,
    when: ({ name, answers }) => answers !== undefined && answers !== name,
    wrong: ({ pool, name, answers }) => `${pool} calls it as ${name}, and it answers ${answers} alone.`,
    fix: ({ name, place }) => `move ${event(name)} from ${place} to the function that answers it.`,
  }),
  rule({
    id: "trigger-timeout",
    on: called,
    // Custom senders are called asynchronously.
    when: ({ name, properties }) => !name.endsWith("Sender") && Number(properties["Timeout"]) > 5,
    wrong: ({ name, properties }) =>
      `it may run ${properties["Timeout"]} s, but Cognito waits 5 s for ${name} and then calls it again.`,
    fix: ({ place }) => `set timeout of ${place} to 5 or less.`,
  }),
  rule({
    id: "trigger-permission",
    on: (checked) => called(checked).filter(({ pool, id }) => !mayCall(checked, pool, id)),
    when: () => true,
    wrong: ({ pool, name }) => `${pool} calls it as ${name}, and no AWS::Lambda::Permission lets this pool do so.`,
    fix: ({ name, place }) => `give ${place} ${event(name)}, of which the framework makes the permission.`,
  }),
  rule({
    id: "token-trigger-version",
    on: (checked) => called(checked).map((one) => ({ ...one, needed: neededVersion(checked.template) })),
    when: ({ name, version, needed }) => name === "PreTokenGeneration" && version < needed,
    wrong: ({ version, needed }) =>
      `Cognito calls it with ${version}, and ${needed === "V3_0" ? "for tokens of machines with V3_0 only" : "takes claims of access tokens from V2_0 on"}.`,
    fix: ({ place }) => `set lambdaVersion of ${place} to \${self:custom.references.preTokenGenerationVersion}.`,
  }),
  rule({
    id: "existing-pool-helper",
    on: ({ template }) => resourcesOf(template, "Custom::CognitoUserPool"),
    when: () => true,
    wrong:
      "`existing: true` brings a helper that may change every user pool and pass every role, and forgets settings.",
    fix: "remove it from serverless.yml, set userPool.existing in config/<stage>.yml, and run npx suite attach.",
  }),
];
