import type { Problem, Rules } from "../finding.ts";
import { at, is, isObject, type Named, possible, resourcesOf, type Template, textOf, texts } from "../template.ts";

/** What Lambda polls for a function. */
export const mappingsOf = (template: Template) => resourcesOf(template, "AWS::Lambda::EventSourceMapping");
const isStream = ({ properties }: Named) => /stream|kinesis/i.test(textOf(properties["EventSourceArn"] ?? ""));
/** Where a mapping sends what it gives up. */
export const onFailure = ({ properties }: Named) => at(properties, "DestinationConfig", "OnFailure", "Destination");

/** What happens to a record that a function could not work on. https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
export const streamRules = {
  "stream-failure": ({ template }) =>
    mappingsOf(template)
      .filter(isStream)
      .flatMap((mapping): Problem[] => {
        const { id, properties } = mapping;
        const limited = (key: string) =>
          possible(template, properties[key]).some((value) => typeof value !== "number" || value >= 0);
        return [
          ...(onFailure(mapping) === undefined
            ? [{ wrong: "records that are given up are lost.", fix: "set DestinationConfig.OnFailure to a queue." }]
            : []),
          ...(limited("MaximumRetryAttempts") && limited("MaximumRecordAgeInSeconds")
            ? []
            : [
                {
                  wrong: "one bad record holds up its shard for a day.",
                  fix: "set MaximumRetryAttempts and MaximumRecordAgeInSeconds.",
                },
              ]),
          ...(is(template, properties["BisectBatchOnFunctionError"], true)
            ? []
            : [
                {
                  wrong: "a bad record takes its whole batch with it.",
                  fix: "set BisectBatchOnFunctionError to true.",
                },
              ]),
        ].map((problem) => ({ resource: id, ...problem }));
      }),

  "batch-failures": ({ template }) =>
    mappingsOf(template)
      .filter(
        ({ properties }) => !texts(template, properties["FunctionResponseTypes"]).includes("ReportBatchItemFailures"),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "one record that fails has the whole batch done again.",
        fix: "set FunctionResponseTypes to [ReportBatchItemFailures], and let the function name what failed.",
      })),

  "mapping-off": ({ template }) =>
    [...mappingsOf(template), ...resourcesOf(template, "AWS::Events::Rule")]
      .filter(({ properties }) => properties["Enabled"] === false || /DISABLED/.test(textOf(properties["State"] ?? "")))
      .map(({ id }) => ({
        resource: id,
        wrong: "it is switched off and calls nothing.",
        fix: "switch it on, or remove it.",
      })),

  "queue-redrive": ({ template }) =>
    mappingsOf(template).flatMap((mapping) => {
      const id = /^\$\{(\w+)\.Arn\}$/.exec(textOf(mapping.properties["EventSourceArn"] ?? ""))?.[1] ?? "";
      const queue = template.Resources[id];
      return queue?.Type === "AWS::SQS::Queue" && !isObject(queue.Properties?.["RedrivePolicy"])
        ? [
            {
              resource: id,
              wrong: "a message that always fails comes back until it is too old, and is lost.",
              fix: "set RedrivePolicy to a second queue.",
            },
          ]
        : [];
    }),
} satisfies Rules;
