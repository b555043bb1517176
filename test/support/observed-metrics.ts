import { metricUnits } from "../../src/runtime/metrics.ts";

type Resource = { Type: string; Properties: Record<string, unknown> };
export type Resources = Record<string, Resource>;
export type Named = { namespace: string; name: string; dimensions: Record<string, unknown> };

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
const ofLambda = ["Errors", "Throttles", "Duration", "IteratorAge", "Invocations"];
/** https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html */
const ofCognito = ["SignUp", "SignIn", "TokenRefresh", "FederationSignIn"].flatMap((call) =>
  ["Successes", "Throttles"].map((end) => `${call}${end}`),
);

const one = (dimensions: Record<string, unknown>, name: string): unknown =>
  Object.keys(dimensions).join() === name ? dimensions[name] : undefined;

/** Whether a function, filter, queue or configuration set of the template publishes this metric. */
export const isPublished = (
  { namespace, name, dimensions }: Named,
  { stack, functions, resources }: { stack: string; functions: readonly string[]; resources: Resources },
): boolean => {
  const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
  switch (namespace) {
    case "AWS/Lambda":
      return (
        ofLambda.includes(name) && functions.some((one_) => one(dimensions, "FunctionName") === `${stack}-${one_}`)
      );
    case "AWS/SQS":
      return (
        name === "ApproximateNumberOfMessagesVisible" &&
        ofType("AWS::SQS::Queue").some(([id]) => one(dimensions, "QueueName") === `\${${id}.QueueName}`)
      );
    case "AWS/SES":
      return (
        ["Reputation.BounceRate", "Reputation.ComplaintRate"].includes(name) &&
        ofType("AWS::SES::ConfigurationSet").some(
          ([, { Properties }]) =>
            one(dimensions, "ses:configuration-set") === Properties["Name"] &&
            JSON.stringify(Properties["ReputationOptions"]) === '{"ReputationMetricsEnabled":true}',
        )
      );
    case stack: {
      if (Object.keys(dimensions).length > 0)
        return Object.hasOwn(metricUnits, name) && one(dimensions, "service") === "cognito-trigger-suite";
      return ofType("AWS::Logs::MetricFilter").some(([, { Properties }]) =>
        (Properties["MetricTransformations"] as Array<{ MetricNamespace: string; MetricName: string }>).some(
          ({ MetricNamespace, MetricName }) => MetricNamespace === stack && MetricName === name,
        ),
      );
    }
    default:
      return false;
  }
};

const search =
  /^SEARCH\('\{AWS\/Cognito,UserPool,UserPoolClient\} UserPool="([^"]+)" MetricName="(\w+)"', 'Sum', 300\)$/;

/** Whether a search expression of a dashboard finds Cognito's metrics of this pool. */
export const isOfPool = (expression: string, userPoolId: string): boolean => {
  const [, pool, name] = search.exec(expression) ?? [];
  return pool === userPoolId && ofCognito.includes(name ?? "");
};
