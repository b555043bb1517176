import { missingHandler, variablesIn } from "../code.ts";
import { type Checked, rule } from "../finding.ts";
import { functionOf, type SuiteFunction } from "../functions.ts";
import { allows, type Statement, statementsOf } from "../statements.ts";
import { at, isKnown, listOf, type Named, resourceOf, resourcesOf, textOf } from "../template.ts";

const isAllowed = (checked: Checked, { allowed }: SuiteFunction, called: SuiteFunction | undefined): boolean =>
  allowed === undefined ||
  allowed
    .filter((statement) => allows(statement, "lambda:InvokeFunction"))
    .flatMap(({ resources }) => resources)
    .some((arn) => arn.includes("*") || functionOf(checked, { "Fn::Sub": arn })?.id === called?.id);

/** Functions that a function calls by a name in its environment. */
const calledByName = (checked: Checked) =>
  checked.functions.flatMap((one) =>
    Object.entries(one.variables)
      .filter(([variable, value]) => variable.endsWith("_FUNCTION") && value !== "" && isKnown(checked.template, value))
      .map(([variable, value]) => {
        const called = functionOf(checked, { "Fn::Sub": value });
        return { ...one, variable, value, called, isAllowed: isAllowed(checked, one, called) };
      }),
  );

const onFailure = ({ properties }: Named): string =>
  textOf(at(properties, "DestinationConfig", "OnFailure", "Destination"));

/** Where goes what a function could not do, of what it was called with or, by a mapping, of a stream. */
const destinations = (checked: Checked, one: SuiteFunction, type: "EventInvokeConfig" | "EventSourceMapping") =>
  resourcesOf(checked.template, `AWS::Lambda::${type}`)
    .filter(({ properties }) => functionOf(checked, properties["FunctionName"])?.id === one.id)
    .map(onFailure)
    .filter((arn) => arn !== "");

/** What calls functions without waiting for them: rules, schedules, topics, and roles that may call others. */
const callers = ({ template }: Checked): { by: string; value: unknown }[] => [
  ...resourcesOf(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
    listOf(properties["Targets"]).map((target) => ({ by: id, value: at(target, "Arn") })),
  ),
  ...resourcesOf(template, "AWS::Scheduler::Schedule", "AWS::SNS::Subscription").map(({ id, properties }) => ({
    by: id,
    value: at(properties, "Target", "Arn") ?? properties["Endpoint"],
  })),
  ...statementsOf(template)
    .filter((statement) => allows(statement, "lambda:InvokeFunction"))
    .flatMap(({ id, resources }) => resources.map((arn) => ({ by: id, value: { "Fn::Sub": arn } }))),
];

const calledWithoutWaiting = (checked: Checked) =>
  callers(checked).flatMap(({ by, value }) => {
    const one = functionOf(checked, value);
    if (one === undefined) return [];
    const queue = at(one.properties, "DeadLetterConfig", "TargetArn");
    return [
      { ...one, by, isCaught: queue !== undefined || destinations(checked, one, "EventInvokeConfig").length > 0 },
    ];
  });

const sendActions: Record<string, string> = {
  "AWS::SQS::Queue": "sqs:SendMessage",
  "AWS::SNS::Topic": "sns:Publish",
  "AWS::Lambda::Function": "lambda:InvokeFunction",
};

/** Where failures of functions go, with the action that a role needs to send there. */
const failures = (checked: Checked) =>
  checked.functions.flatMap((one) =>
    [...destinations(checked, one, "EventInvokeConfig"), ...destinations(checked, one, "EventSourceMapping")].flatMap(
      (arn) => {
        const action = sendActions[resourceOf(checked.template, { "Fn::Sub": arn })?.resource.Type ?? ""];
        return action ? [{ ...one, arn, action }] : [];
      },
    ),
  );

const isSendable = (arn: string, action: string) => (statement: Statement) =>
  allows(statement, action) && statement.resources.some((one) => one === arn || one === "*");

/** What functions load, read, call and leave behind. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const functionRules = [
  rule({
    id: "function-package",
    on: ({ functions }) => [{ id: "template", absent: functions.filter(({ files }) => files === undefined).length }],
    when: ({ absent }) => absent > 0,
    wrong: ({ absent }) => `the packages of ${absent} functions are not beside it, so their code is not checked.`,
    fix: "leave the template in the folder that npm run package made.",
    note: true,
  }),
  rule({
    id: "function-handler",
    on: ({ functions }) =>
      functions.map((one) => ({ ...one, missing: one.files && missingHandler(one.handler, one.files) })),
    when: ({ missing }) => missing !== undefined,
    wrong: ({ handler, missing }) => `its handler is ${handler}, but ${missing}: every call would fail.`,
    fix: ({ place }) => `correct handler of ${place}: the file's path without .ts, a dot, the export's name.`,
  }),
  rule({
    id: "function-variable",
    on: ({ functions }) => functions.flatMap((one) => variablesIn(one.code).map((variable) => ({ ...one, variable }))),
    when: ({ variables, variable }) => !variables[variable],
    wrong: ({ variable }) => `its code does not start without the variable ${variable}, and it gets none.`,
    fix: ({ place, variable }) => `set ${variable} in environment of ${place}.`,
  }),
  rule({
    id: "function-called",
    on: calledByName,
    when: ({ called, isAllowed }) => called === undefined || !isAllowed,
    wrong: ({ variable, value, called }) =>
      `${variable} names ${called ? `${called.id}, which its role may not call` : `${value}, which is not a function of this template`}.`,
    fix: ({ place, variable, called }) =>
      called
        ? `allow lambda:InvokeFunction on the function's ARN in iamRoleStatements of ${place}.`
        : `set ${variable} in environment of ${place} to a function's name, such as \${self:custom.ensureProfileName}.`,
  }),
  rule({
    id: "function-off",
    on: ({ functions }) => functions,
    when: ({ properties }) => properties["ReservedConcurrentExecutions"] === 0,
    wrong: "Lambda turns away every call of it, as 0 executions are reserved.",
    fix: ({ place }) => `remove reservedConcurrency of ${place}, or reserve what it needs.`,
  }),
  rule({
    id: "async-failure",
    on: calledWithoutWaiting,
    when: ({ isCaught }) => !isCaught,
    wrong: ({ by }) => `${by} may call it without waiting, and what it fails at is lost after Lambda's tries.`,
    fix: ({ place }) => `set destinations.onFailure of ${place}, as ensureProfile has it.`,
  }),
  rule({
    id: "failure-permission",
    on: failures,
    when: ({ allowed, arn, action }) => allowed?.some(isSendable(arn, action)) === false,
    wrong: ({ arn }) => `what it fails at goes to ${arn}, and its role may not send there.`,
    fix: ({ place, arn, action }) => `allow ${action} on ${arn} in iamRoleStatements of ${place}.`,
  }),
];
