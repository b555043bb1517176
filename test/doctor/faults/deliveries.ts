import type { Named, Properties, Template } from "../../../scripts/doctor/template.ts";
import { add, both, type Change, destination, edit, type Fault, fault, first, put, queue, topic } from "../changes.ts";

const rule = "AWS::Events::Rule";
const topicPolicy = "AWS::SNS::TopicPolicy";

const arn = ({ id }: Named) => ({ "Fn::GetAtt": [id, "Arn"] });
const target =
  (value: (template: Template) => unknown, more: Properties = {}): Change =>
  (template) =>
    add("Told", rule, {
      EventPattern: { source: ["aws.ses"] },
      Targets: [{ Id: "told", Arn: value(template), ...more }],
    })(template);
const theTopic = (template: Template) => ({ Ref: first(template, topic).id });
const theQueue = (template: Template) => arn(first(template, queue));

const fresh = add("Fresh", topic, {});
const subscribed =
  (to: unknown): Change =>
  (template) =>
    add("Subscribed", "AWS::SNS::Subscription", { Protocol: "sqs", TopicArn: to, Endpoint: theQueue(template) })(
      template,
    );

const statements = (template: Template): Properties[] =>
  (first(template, topicPolicy).properties["PolicyDocument"] as { Statement: Properties[] }).Statement;

/** The permission of a service that calls a function. */
const withoutPermission =
  (service: string): Change =>
  (template) => {
    const { id } = first(template, "AWS::Lambda::Permission", ({ properties }) => properties["Principal"] === service);
    delete template.Resources[id];
  };

export const deliveryFaults: readonly Fault[] = [
  fault("topic-policy", "EventBridge may not publish", target(theTopic)),
  fault(
    "topic-policy",
    "EventBridge may not publish to a topic as it is made",
    both(
      fresh,
      target(() => ({ Ref: "Fresh" })),
    ),
  ),
  fault("topic-policy", "SES may not publish", (template) =>
    both(
      fresh,
      edit(destination, "EventDestination.SnsDestination.TopicARN", { Ref: "Fresh" }),
      edit(destination, "EventDestination.EventBridgeDestination", undefined),
    )(template),
  ),
  fault("topic-policy", "a policy that forgets the alarms", (template) => {
    for (const statement of statements(template))
      if (statement["Effect"] === "Allow") statement["Principal"] = { Service: "events.amazonaws.com" };
  }),
  fault("topic-policy", "a policy about another topic", (template) => {
    for (const statement of statements(template)) statement["Resource"] = "arn:aws:sns:eu-west-1:123456789012:other";
  }),
  fault("queue-policy", "EventBridge may not send", target(theQueue)),
  fault("queue-policy", "a topic may not send", (template) => subscribed(theTopic(template))(template)),
  fault("queue-policy", "EventBridge may not leave what it could not deliver", (template) =>
    put(first(template, rule).properties, "Targets", [
      {
        ...(first(template, rule).properties["Targets"] as Properties[])[0],
        DeadLetterConfig: { Arn: theQueue(template) },
      },
    ]),
  ),
  fault("delivery-key", "a topic with SNS's own key", edit(topic, "KmsMasterKeyId", "alias/aws/sns")),
  fault("delivery-key", "a key that lets no alarm in", (template) => {
    const { properties } = first(template, "AWS::KMS::Key");
    const policy = properties["KeyPolicy"] as { Statement: Properties[] };
    policy.Statement = policy.Statement.filter(({ Principal }) => !JSON.stringify(Principal).includes("cloudwatch"));
  }),
  fault("function-permission", "EventBridge may not call", withoutPermission("events.amazonaws.com")),
  fault("function-permission", "API Gateway may not call", withoutPermission("apigateway.amazonaws.com")),
];
