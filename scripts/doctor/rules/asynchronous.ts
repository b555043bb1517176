import type { Problem, Rules } from "../finding.ts";
import { functionOf, functionsOf, roleOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { at, type Named, possible, resourcesOf, type Template, textOf } from "../template.ts";
import { mappingsOf, onFailure } from "./streams.ts";

const sourcesThatDoNotWait = (template: Template): { value: unknown; by: string }[] => [
  ...resourcesOf(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
    [properties["Targets"] ?? []].flat().map((target) => ({ value: at(target, "Arn"), by: id })),
  ),
  ...resourcesOf(template, "AWS::Scheduler::Schedule").map(({ id, properties }) => ({
    value: at(properties, "Target", "Arn"),
    by: id,
  })),
  ...resourcesOf(template, "AWS::SNS::Subscription").map(({ id, properties }) => ({
    value: properties["Endpoint"],
    by: id,
  })),
  ...statementsOf(template)
    .filter(({ kind, allow, actions }) => kind === "identity" && allow && actions.includes("lambda:InvokeFunction"))
    .flatMap(({ resource, resources }) => resources.map((arn) => ({ value: asValue(arn), by: resource }))),
];

/** `${Name.Arn}` as the reference that it was. */
const asValue = (text: string): unknown => ({ "Fn::Sub": text });

const destinationsOf = (template: Template, one: Named): unknown[] => [
  ...possible(template, at(one.properties, "DeadLetterConfig", "TargetArn")),
  ...resourcesOf(template, "AWS::Lambda::EventInvokeConfig")
    .filter(({ properties }) => functionOf(template, properties["FunctionName"])?.id === one.id)
    .flatMap(({ properties }) => possible(template, at(properties, "DestinationConfig", "OnFailure", "Destination"))),
];

const sendActions: Record<string, string> = {
  "AWS::SQS::Queue": "sqs:SendMessage",
  "AWS::SNS::Topic": "sns:Publish",
  "AWS::Lambda::Function": "lambda:InvokeFunction",
};

/** What happens to an event that a function could not work on. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const asynchronousRules = {
  "async-failure": ({ template }) => {
    const called = sourcesThatDoNotWait(template).flatMap(({ value, by }) => {
      const target = functionOf(template, value);
      return target ? [{ target, by }] : [];
    });
    return functionsOf(template)
      .filter((one) => called.some(({ target }) => target.id === one.id) && destinationsOf(template, one).length === 0)
      .map(({ id }) => ({
        resource: id,
        wrong: `${[...new Set(called.filter(({ target }) => target.id === id).map(({ by }) => by))].join(", ")} may call it without waiting, and what it fails at is lost after Lambda's tries.`,
        fix: "give it an on-failure destination (AWS::Lambda::EventInvokeConfig) or a DeadLetterConfig.",
      }));
  },

  "failure-permission": ({ template }) =>
    functionsOf(template).flatMap((one): Problem[] => {
      const role = roleOf(template, one);
      const mappings = mappingsOf(template).filter(
        ({ properties }) => functionOf(template, properties["FunctionName"])?.id === one.id,
      );
      const destinations = [...destinationsOf(template, one), ...mappings.map(onFailure).filter(Boolean)].map(textOf);
      return destinations.flatMap((arn) => {
        const id = /^\$\{(\w+)\.(?:Arn|TopicArn)\}$|^\$\{(\w+)\}$/.exec(arn)?.slice(1).find(Boolean) ?? "";
        const action = sendActions[template.Resources[id]?.Type ?? ""];
        const may = statementsOf(template).some(
          ({ resource, allow, actions, resources }) =>
            (resource === role?.id || !role) && allow && actions.includes(action ?? "") && resources.includes(arn),
        );
        if (action === undefined)
          return id in template.Resources || !arn.startsWith("${")
            ? []
            : [
                {
                  resource: one.id,
                  wrong: `what fails goes to ${arn}, which does not exist.`,
                  fix: "name a queue or topic of this template.",
                },
              ];
        return may || !role
          ? []
          : [
              {
                resource: one.id,
                wrong: `what fails goes to ${id}, but its role may not send there.`,
                fix: `allow ${action} on ${arn} in ${role.id}.`,
              },
            ];
      });
    }),
} satisfies Rules;
