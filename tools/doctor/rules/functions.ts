import { describeMissingHandler, findVariables } from "../code.ts";
import { type Checked, defineRule } from "../finding.ts";
import { findFunction, type SuiteFunction } from "../functions.ts";
import { allows, listStatements, type Statement } from "../statements.ts";
import { findResource, getProperty, isKnown, listResources, type Named, toList, toText } from "../template.ts";

const isAllowed = (checked: Checked, { allowed }: SuiteFunction, called: SuiteFunction | undefined): boolean =>
  allowed === undefined ||
  allowed
    .filter((statement) => allows(statement, "lambda:InvokeFunction"))
    .flatMap(({ resources }) => resources)
    .some((arn) => arn.includes("*") || findFunction(checked, { "Fn::Sub": arn })?.id === called?.id);

/** Calls of functions whose name is in the environment of the caller. */
const listCallsByName = (checked: Checked) =>
  checked.functions.flatMap((one) =>
    Object.entries(one.variables)
      .filter(([variable, value]) => variable.endsWith("_FUNCTION") && value !== "" && isKnown(checked.template, value))
      .map(([variable, value]) => {
        const called = findFunction(checked, { "Fn::Sub": value });
        return { ...one, variable, value, called, isAllowed: isAllowed(checked, one, called) };
      }),
  );

const readFailureDestination = ({ properties }: Named): string =>
  toText(getProperty(properties, "DestinationConfig", "OnFailure", "Destination"));

/** The destinations for events, or for stream records, on which a function failed. */
const listDestinations = (checked: Checked, one: SuiteFunction, type: "EventInvokeConfig" | "EventSourceMapping") =>
  listResources(checked.template, `AWS::Lambda::${type}`)
    .filter(({ properties }) => findFunction(checked, properties["FunctionName"])?.id === one.id)
    .map(readFailureDestination)
    .filter((arn) => arn !== "");

/** Asynchronous callers of functions: rules, schedules, topics, and roles that may invoke functions. */
const listAsyncCallers = ({ template }: Checked): { by: string; value: unknown }[] => [
  ...listResources(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
    toList(properties["Targets"]).map((target) => ({ by: id, value: getProperty(target, "Arn") })),
  ),
  ...listResources(template, "AWS::Scheduler::Schedule", "AWS::SNS::Subscription").map(({ id, properties }) => ({
    by: id,
    value: getProperty(properties, "Target", "Arn") ?? properties["Endpoint"],
  })),
  ...listStatements(template)
    .filter((statement) => allows(statement, "lambda:InvokeFunction"))
    .flatMap(({ id, resources }) => resources.map((arn) => ({ by: id, value: { "Fn::Sub": arn } }))),
];

const listAsyncCalls = (checked: Checked) =>
  listAsyncCallers(checked).flatMap(({ by, value }) => {
    const one = findFunction(checked, value);
    if (one === undefined) return [];
    const queue = getProperty(one.properties, "DeadLetterConfig", "TargetArn");
    return [
      { ...one, by, isCaught: queue !== undefined || listDestinations(checked, one, "EventInvokeConfig").length > 0 },
    ];
  });

const sendActions: Record<string, string> = {
  "AWS::SQS::Queue": "sqs:SendMessage",
  "AWS::SNS::Topic": "sns:Publish",
  "AWS::Lambda::Function": "lambda:InvokeFunction",
};

/** The failure destinations of functions, with the action that a role needs to send to each. */
const listFailureTargets = (checked: Checked) =>
  checked.functions.flatMap((one) =>
    (["EventInvokeConfig", "EventSourceMapping"] as const)
      .flatMap((type) => listDestinations(checked, one, type))
      .flatMap((arn) => {
        const action = sendActions[findResource(checked.template, { "Fn::Sub": arn })?.resource.Type ?? ""];
        return action ? [{ ...one, arn, action }] : [];
      }),
  );

const allowsSending = (arn: string, action: string) => (statement: Statement) =>
  allows(statement, action) && statement.resources.some((one) => one === arn || one === "*");

/** Handlers, environment, calls and failures of functions. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const functionRules = [
  defineRule({
    id: "function-package",
    on: ({ functions }) => [{ id: "template", absent: functions.filter(({ files }) => files === undefined).length }],
    when: ({ absent }) => absent > 0,
    wrong: ({ absent }) => `the packages of ${absent} functions are not beside it, so their code is not checked.`,
    fix: "keep the template in the folder that npm run package wrote.",
    note: true,
  }),
  defineRule({
    id: "function-handler",
    on: ({ functions }) =>
      functions.map((one) => ({ ...one, missing: one.files && describeMissingHandler(one.handler, one.files) })),
    when: ({ missing }) => missing !== undefined,
    wrong: ({ handler, missing }) => `its handler is ${handler}, but ${missing}: every call would fail.`,
    fix: ({ place }) => `correct handler of ${place}: the file's path without .ts, a dot, the export's name.`,
  }),
  defineRule({
    id: "function-variable",
    on: ({ functions }) =>
      functions.flatMap((one) => findVariables(one.code).map((variable) => ({ ...one, variable }))),
    when: ({ variables, variable }) => !variables[variable],
    wrong: ({ variable }) => `its code does not start without the variable ${variable}, which is not set.`,
    fix: ({ place, variable }) => `set ${variable} in environment of ${place}.`,
  }),
  defineRule({
    id: "function-called",
    on: listCallsByName,
    when: ({ called, isAllowed }) => called === undefined || !isAllowed,
    wrong: ({ variable, value, called }) =>
      `${variable} names ${called ? `${called.id}, which its role may not call` : `${value}, which is not a function of this template`}.`,
    fix: ({ place, variable, called }) =>
      called
        ? `allow lambda:InvokeFunction on the function's ARN in iamRoleStatements of ${place}.`
        : `set ${variable} in environment of ${place} to a function's name, such as \${self:custom.ensureProfileName}.`,
  }),
  defineRule({
    id: "function-off",
    on: ({ functions }) => functions,
    when: ({ properties }) => properties["ReservedConcurrentExecutions"] === 0,
    wrong: "Lambda throttles every call, because the reserved concurrency is 0.",
    fix: ({ place }) => `remove reservedConcurrency of ${place}, or increase it.`,
  }),
  defineRule({
    id: "async-failure",
    on: listAsyncCalls,
    when: ({ isCaught }) => !isCaught,
    wrong: ({ by }) =>
      `${by} may invoke it asynchronously, and events that still fail after Lambda's retries are lost.`,
    fix: ({ place }) => `set destinations.onFailure of ${place}, as for ensureProfile.`,
  }),
  defineRule({
    id: "failure-permission",
    on: listFailureTargets,
    when: ({ allowed, arn, action }) => allowed?.some(allowsSending(arn, action)) === false,
    wrong: ({ arn }) => `its failure destination is ${arn}, and its role may not send there.`,
    fix: ({ place, arn, action }) => `allow ${action} on ${arn} in iamRoleStatements of ${place}.`,
  }),
];
