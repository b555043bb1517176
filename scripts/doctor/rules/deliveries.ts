import { type Delivery, deliveriesTo } from "../deliveries.ts";
import type { Problem, Rules } from "../finding.ts";
import { resourceOf } from "../relations.ts";
import { covers, type Statement, statementsOf } from "../statements.ts";
import { at, isObject, type Named, resourcesOf, type Template, textOf } from "../template.ts";
import { permissionsFor, permits, principalOf } from "./permissions.ts";

const topic = "AWS::SNS::Topic";
const queue = "AWS::SQS::Queue";

/** The statements of a topic's or a queue's own policies. */
const statementsOn = (template: Template, { id }: Named): Statement[] => {
  const policies = resourcesOf(
    template,
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SQS::QueueInlinePolicy",
  )
    .filter(({ properties }) =>
      [properties["Topics"] ?? [], properties["Queues"] ?? [], properties["Queue"] ?? []]
        .flat()
        .some((one) => resourceOf(template, one)?.id === id),
    )
    .map((policy) => policy.id);
  return statementsOf(template).filter(({ resource }) => policies.includes(resource));
};

const letsIn = ({ principal }: Statement, service: string): boolean =>
  principal === "*" ||
  (isObject(principal) &&
    ([principal["Service"]].flat().map(textOf).includes(service) || [principal["AWS"]].flat().includes("*")));

const isAbout = (template: Template, { resources }: Statement, { id, properties }: Named): boolean =>
  resources.some(
    (arn) =>
      arn === "*" ||
      resourceOf(template, { "Fn::Sub": arn })?.id === id ||
      arn.endsWith(`:${textOf(properties["TopicName"] ?? properties["QueueName"] ?? "")}`),
  );

const mayDeliver = (template: Template, { to, service }: Delivery, action: string): boolean =>
  statementsOn(template, to).some(
    (one) => one.allow && covers(one, action) && letsIn(one, service) && isAbout(template, one, to),
  );

/** Alarms of the same account may use a topic as SNS makes it; a policy of one's own takes that away. */
const isOpenByDefault = (template: Template, { to, service }: Delivery): boolean =>
  service === "cloudwatch.amazonaws.com" && statementsOn(template, to).length === 0;

const isOfOther = (template: Template, permission: Named, by: string): boolean => {
  const source = resourceOf(template, permission.properties["SourceArn"] ?? "");
  return source !== undefined && source.id !== by;
};

const problem = ({ by, service, to }: Delivery, kind: string, action: string): Problem => ({
  resource: to.id,
  wrong: `${by} delivers to it, but no policy of the ${kind} lets ${service} do so, and what it brings is lost.`,
  fix: `allow ${action} on it to the service ${service} in its policy, with a condition on aws:SourceArn or aws:SourceAccount.`,
});

/** Who hands over to whom. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html */
export const deliveryRules = {
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  // https://docs.aws.amazon.com/ses/latest/dg/configure-sns-notifications.html
  "topic-policy": ({ template }) =>
    deliveriesTo(template, topic)
      .filter((one) => !isOpenByDefault(template, one) && !mayDeliver(template, one, "sns:Publish"))
      .map((one) => problem(one, "topic", "sns:Publish")),

  // https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
  "queue-policy": ({ template }) =>
    deliveriesTo(template, queue)
      .filter((one) => !mayDeliver(template, one, "sqs:SendMessage"))
      .map((one) => problem(one, "queue", "sqs:SendMessage")),

  // https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
  "function-permission": ({ template }) =>
    deliveriesTo(template, "AWS::Lambda::Function")
      .filter(
        ({ by, service, to }) =>
          !permissionsFor(template, to).some(
            (one) => principalOf(one) === service && permits(one) && !isOfOther(template, one, by),
          ),
      )
      .map(({ by, service, to }) => ({
        resource: to.id,
        wrong: `${by} calls it, but no permission lets ${service} do so.`,
        fix: `add an AWS::Lambda::Permission with Action lambda:InvokeFunction, Principal ${service} and SourceArn of ${by}.`,
      })),

  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  "delivery-key": ({ template }) =>
    [topic, queue].flatMap((type) =>
      deliveriesTo(template, type).flatMap(({ service, to }): Problem[] => {
        const key = at(to.properties, "KmsMasterKeyId");
        const own = resourceOf(template, key ?? "");
        const isClosed = own
          ? own.resource.Type === "AWS::KMS::Key" && !opens(template, own, service)
          : /(?:^|[:/])alias\/aws\//.test(textOf(key ?? ""));
        return isClosed
          ? [
              {
                resource: to.id,
                wrong: `${service} delivers to it, but may not use the key that it is encrypted with, and what it brings is lost.`,
                fix: `make a key whose policy allows kms:Decrypt and kms:GenerateDataKey* to ${service}; that of AWS's own keys cannot be changed.`,
              },
            ]
          : [];
      }),
    ),
} satisfies Rules;

const opens = (template: Template, key: Named, service: string): boolean =>
  ["kms:Decrypt", "kms:GenerateDataKey"].every((action) =>
    statementsOf(template).some(
      (one) => one.resource === key.id && one.allow && covers(one, action) && letsIn(one, service),
    ),
  );
