import type { Rules } from "../finding.ts";
import { functionsOf, roleOf, variablesOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { at, is, type Named, possible, resourcesOf, type Template, textOf, texts } from "../template.ts";

/** Runtimes that Lambda patches no more, November 2026. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const ended =
  /^(?:nodejs(?:|4\.3|4\.3-edge|6\.10|8\.10|1[02468]\.x|20\.x)|python(?:2\.7|3\.[6-9])|ruby2\.\d|dotnet(?:core[\d.]+|5\.0|6)|java8|go1\.x|provided)$/;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reserved =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_REGION|REGION|EXECUTION_ENV|LAMBDA_(?:FUNCTION_NAME|FUNCTION_MEMORY_SIZE|FUNCTION_VERSION|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|ACCESS_KEY(?:_ID)?|SECRET_ACCESS_KEY|SESSION_TOKEN))$/;

const environmentBytes = (template: Template, one: Named): number =>
  Object.entries(variablesOf(one)).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name + (texts(template, value)[0] ?? "")),
    0,
  );

const logGroupName = ({ id, properties }: Named): string =>
  textOf(
    at(properties, "LoggingConfig", "LogGroup") ?? `/aws/lambda/${textOf(properties["FunctionName"] ?? `\${${id}}`)}`,
  );

/** What a function runs with. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const functionRules = {
  "function-runtime": ({ template }) =>
    functionsOf(template).flatMap(({ id, properties }) =>
      texts(template, properties["Runtime"])
        .filter((runtime) => ended.test(runtime))
        .map((runtime) => ({
          resource: id,
          wrong: `Lambda no longer patches ${runtime}.`,
          fix: "set Runtime to nodejs24.x or nodejs22.x.",
        })),
    ),

  "function-environment": ({ template }) =>
    functionsOf(template).flatMap((one) => {
      const bytes = environmentBytes(template, one);
      return [
        ...(bytes > 4_096
          ? [
              {
                resource: one.id,
                wrong: `its environment has ${bytes} bytes, and Lambda takes 4096.`,
                fix: "put what is long into the bundle or into a parameter.",
              },
            ]
          : []),
        ...Object.keys(variablesOf(one))
          .filter((name) => reserved.test(name))
          .map((name) => ({ resource: one.id, wrong: `${name} is Lambda's own variable.`, fix: "name it otherwise." })),
      ];
    }),

  "function-tracing": ({ template, production }) =>
    functionsOf(template)
      .filter(() => production)
      .filter(({ properties }) => !is(template, at(properties, "TracingConfig", "Mode"), "Active"))
      .map(({ id }) => ({
        resource: id,
        wrong: "nobody sees where its time goes.",
        fix: "set TracingConfig.Mode to Active.",
      })),

  "tracing-permission": ({ template }) =>
    functionsOf(template).flatMap((one) => {
      const role = roleOf(template, one);
      const traced = is(template, at(one.properties, "TracingConfig", "Mode"), "Active");
      const may = statementsOf(template).some(
        ({ resource, allow, actions }) => resource === role?.id && allow && actions.includes("xray:PutTraceSegments"),
      );
      return role && traced && !may
        ? [
            {
              resource: role.id,
              wrong: `${one.id} is traced, but may not hand its traces to X-Ray, and nobody would notice.`,
              fix: "allow xray:PutTraceSegments and xray:PutTelemetryRecords on *.",
            },
          ]
        : [];
    }),

  "function-log-group": ({ template }) => {
    const groups = resourcesOf(template, "AWS::Logs::LogGroup");
    return functionsOf(template)
      .filter(
        (one) =>
          !groups.some(({ id, properties }) =>
            [textOf(properties["LogGroupName"] ?? ""), `\${${id}}`].includes(logGroupName(one)),
          ),
      )
      .map((one) => ({
        resource: one.id,
        wrong: "Lambda makes its log group, which keeps everything for ever.",
        fix: `make an AWS::Logs::LogGroup ${logGroupName(one)} with RetentionInDays.`,
      }));
  },

  "log-retention": ({ template }) =>
    resourcesOf(template, "AWS::Logs::LogGroup")
      .filter(({ properties }) => possible(template, properties["RetentionInDays"]).length === 0)
      .map(({ id }) => ({ resource: id, wrong: "it keeps logs for ever.", fix: "set RetentionInDays." })),

  "alarm-nobody": ({ template }) =>
    resourcesOf(template, "AWS::CloudWatch::Alarm")
      .filter(
        ({ properties }) =>
          texts(template, properties["AlarmActions"]).length === 0 || is(template, properties["ActionsEnabled"], false),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "the alarm tells nobody.",
        fix: "set AlarmActions to an SNS topic, and leave ActionsEnabled out.",
      })),
} satisfies Rules;
