import type { Finding } from "./finding.ts";

type Explained = {
  /** At which resources, by logical id; at all of them unless given. */
  at?: RegExp;
  /** What the finding says, if a rule finds several things at one resource. */
  says?: RegExp;
  /** Not on stages that are held to production's needs. */
  development?: true;
  reason: string;
};

/** By rule, what stays as it is in the suite's own template. A new one needs a reason that would convince a stranger. */
export const explained: Readonly<Record<string, readonly Explained[]>> = {
  "resource-wildcard": [
    { at: /^SmsRole$/, reason: "Cognito sends SMS with it, and a phone number is not a resource." },
  ],
  "async-failure": [
    { at: /^SendMail/, reason: "Its schedule calls it again a minute later, and rows that it did not reach are owed." },
  ],
  "AwsSolutions-IAM5": [
    {
      says: /log-group:\/aws\/lambda\/[\w-]+:\*:\*/,
      reason: "Lambda names the log streams of a function's own group.",
    },
    { says: /\(Resource::\*\)/, reason: "X-Ray has no resources to name; resource-wildcard lets nothing else have *." },
    { says: /:s3:::[\w.-]+\/[^*]+\/\*\)?\.$/, reason: "What people put into their folder has no name before they do." },
  ],
  "Serverless-LambdaStarPermissions": [{ reason: "The same three, as the other pack says it." }],
  "Serverless-LambdaDLQ": [{ reason: "Triggers are waited for; of the others the rule async-failure judges." }],
  "Serverless-LambdaTracing": [{ development: true, reason: "Billed by the call: tracing in config/<stage>.yml." }],
  "Serverless-EventBusDLQ": [
    { reason: "EventBridge tries for 24 hours; a lost event only leaves a mail unsettled, for the sweep to settle." },
  ],
  "AwsSolutions-SQS3": [{ at: /Failures$/, reason: "Where failures end, and only people read. Each has an alarm." }],
  "Serverless-SQSRedrivePolicy": [{ at: /Failures$/, reason: "The same, as the other pack says it." }],
  "AwsSolutions-SQS4": [{ at: /Failures$/, reason: "Only Lambda sends to them, and Lambda uses TLS." }],
  "Serverless-SNSRedrivePolicy": [{ at: /^AlarmsTo/, reason: "Mails to people; CloudWatch shows the alarms, too." }],
  "AwsSolutions-S1": [{ at: /^ServerlessDeploymentBucket$/, reason: "It holds packages and nothing of users." }],
  "AwsSolutions-COG1": [{ reason: "userPool.passwordPolicy. NIST SP 800-63B advises against demanding symbols." }],
  "AwsSolutions-COG2": [{ reason: "The product's choice: userPool.mfa in config/<stage>.yml." }],
  "AwsSolutions-COG7": [{ at: /^IdentityPool$/, reason: "The stage asks for guests: identityPool.guests." }],
  "AwsSolutions-COG8": [{ reason: "The Plus plan costs, and the product chooses: userPool.tier." }],
  "AwsSolutions-APIG1": [{ reason: "An access log would keep the addresses of readers' machines." }],
  "Serverless-APIGWAccessLogging": [{ reason: "The same, as the other pack says it." }],
  "AwsSolutions-APIG4": [{ reason: "Readers of a mail who open the pages have no account yet." }],
};

/** The reason why a finding stays; undefined if nobody gave one. */
export const reasonFor = ({ rule, resource, wrong }: Finding, production: boolean): Explained | undefined =>
  explained[rule]?.find(
    ({ at, says, development }) =>
      (at?.test(resource) ?? true) && (says?.test(wrong) ?? true) && !(development && production),
  );
