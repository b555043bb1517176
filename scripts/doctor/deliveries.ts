import { functionOf, resourceOf } from "./relations.ts";
import { at, type Named, possible, resourcesOf, type Template, textOf } from "./template.ts";

/** Something that a service of AWS hands to a function, a topic or a queue of the template, by its own right. */
export type Delivery = { by: string; service: string; to: Named };

const services = {
  events: "events.amazonaws.com",
  ses: "ses.amazonaws.com",
  alarms: "cloudwatch.amazonaws.com",
  sns: "sns.amazonaws.com",
  api: "apigateway.amazonaws.com",
  logs: "logs.amazonaws.com",
};

const list = (value: unknown): unknown[] => [value ?? []].flat();

type Wish = { by: string; service: string; value: unknown };

/** A rule's target with a role is called with that; EventBridge takes none for these three. */
const ofRules = (template: Template): Wish[] =>
  resourcesOf(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
    list(properties["Targets"]).flatMap((target) =>
      [at(target, "Arn"), at(target, "DeadLetterConfig", "Arn")].map((value) => ({
        by: id,
        service: services.events,
        value,
      })),
    ),
  );

const ofMail = (template: Template): Wish[] =>
  resourcesOf(template, "AWS::SES::ConfigurationSetEventDestination").map(({ id, properties }) => ({
    by: id,
    service: services.ses,
    value: at(properties, "EventDestination", "SnsDestination", "TopicARN"),
  }));

const ofAlarms = (template: Template): Wish[] =>
  resourcesOf(template, "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm").flatMap(({ id, properties }) =>
    ["AlarmActions", "OKActions", "InsufficientDataActions"].flatMap((key) =>
      list(properties[key]).map((value) => ({ by: id, service: services.alarms, value })),
    ),
  );

const ofTopics = (template: Template): Wish[] =>
  resourcesOf(template, "AWS::SNS::Subscription").flatMap(({ id, properties }) =>
    [properties["Endpoint"], at(properties, "RedrivePolicy", "deadLetterTargetArn")].map((value) => ({
      by: id,
      service: services.sns,
      value,
    })),
  );

const ofOthers = (template: Template): Wish[] => [
  ...resourcesOf(template, "AWS::ApiGatewayV2::Integration").map(({ id, properties }) => ({
    by: id,
    service: services.api,
    value: properties["CredentialsArn"] === undefined ? properties["IntegrationUri"] : undefined,
  })),
  ...resourcesOf(template, "AWS::Logs::SubscriptionFilter").map(({ id, properties }) => ({
    by: id,
    service: services.logs,
    value: properties["RoleArn"] === undefined ? properties["DestinationArn"] : undefined,
  })),
];

/** The function behind an address of API Gateway, too. */
const targetOf = (template: Template, value: unknown): Named | undefined => {
  const invoked = /\/functions\/(.+)\/invocations$/.exec(textOf(value))?.[1];
  return functionOf(template, invoked === undefined ? value : { "Fn::Sub": invoked }) ?? resourceOf(template, value);
};

/** Every delivery whose target stands in the template. */
export const deliveriesOf = (template: Template): Delivery[] =>
  [ofRules, ofMail, ofAlarms, ofTopics, ofOthers].flatMap((of) =>
    of(template).flatMap(({ by, service, value }) =>
      possible(template, value).flatMap((one) => {
        const to = targetOf(template, one);
        return to ? [{ by, service, to }] : [];
      }),
    ),
  );

/** Deliveries to resources of a type, one for each target and service. */
export const deliveriesTo = (template: Template, type: string): Delivery[] => [
  ...new Map(
    deliveriesOf(template)
      .filter(({ to }) => to.resource.Type === type)
      .map((one) => [`${one.to.id} ${one.service} ${type === "AWS::Lambda::Function" ? one.by : ""}`, one]),
  ).values(),
];
