import type { Finding } from "./finding.ts";

type Explained = {
  /** Logical IDs of resources. Default: all. */
  at?: RegExp;
  /** The text of the finding. Default: any. */
  says?: RegExp;
  /** Only on stages that are not protected, as production is. */
  development?: true;
  reason: string;
};

/** Accepted findings in the suite's own template, by rule. A new entry needs a reason that convinces a stranger. */
export const explained: Readonly<Record<string, readonly Explained[]>> = {
  "resource-wildcard": [
    { at: /^SmsRole$/, reason: "Cognito sends SMS with this role, and a phone number is not a resource." },
  ],
  "async-failure": [
    { at: /^SendMail/, reason: "Its schedule calls it again a minute later, and the outbox still has the rows." },
  ],
  "AwsSolutions-IAM5": [
    {
      says: /log-group:\/aws\/lambda\/[\w-]+:\*:\*/,
      reason: "Lambda chooses the names of the log streams in a function's own group.",
    },
    { says: /\(Resource::\*\)/, reason: "X-Ray has no resources to name, and resource-wildcard allows no other *." },
    { says: /:s3:::[\w.-]+\/[^*]+\/\*\)?\.$/, reason: "Users choose the names of the files in their own folder." },
  ],
  "Serverless-LambdaStarPermissions": [{ reason: "The same three findings, from the other pack." }],
  "Serverless-LambdaDLQ": [
    { reason: "Cognito waits for triggers; the rule async-failure checks the other functions." },
  ],
  "Serverless-LambdaTracing": [{ development: true, reason: "AWS bills each trace: tracing in config/<stage>.yml." }],
  "Serverless-EventBusDLQ": [
    { reason: "EventBridge retries for 24 hours; after a lost event, the sweep still settles the mail." },
  ],
  "AwsSolutions-SQS3": [{ at: /Failures$/, reason: "These are the queues for failures. Each has an alarm." }],
  "Serverless-SQSRedrivePolicy": [{ at: /Failures$/, reason: "The same finding, from the other pack." }],
  "AwsSolutions-SQS4": [{ at: /Failures$/, reason: "Only Lambda sends to them, and Lambda uses TLS." }],
  "Serverless-SNSRedrivePolicy": [
    { at: /^AlarmsTo/, reason: "It sends mail to people; CloudWatch also shows the alarms." },
  ],
  "AwsSolutions-S1": [{ at: /^ServerlessDeploymentBucket$/, reason: "It contains packages and no user data." }],
  "AwsSolutions-COG1": [{ reason: "userPool.passwordPolicy. NIST SP 800-63B advises against demanding symbols." }],
  "AwsSolutions-COG2": [{ reason: "The product's choice: userPool.mfa in config/<stage>.yml." }],
  "AwsSolutions-COG7": [{ at: /^IdentityPool$/, reason: "The stage asks for guests: identityPool.guests." }],
  "AwsSolutions-COG8": [{ reason: "The Plus plan costs more; the product chooses: userPool.tier." }],
  "AwsSolutions-APIG1": [{ reason: "An access log would store the IP addresses of users." }],
  "Serverless-APIGWAccessLogging": [{ reason: "The same finding, from the other pack." }],
  "AwsSolutions-APIG4": [{ reason: "Users open the pages from a mail, before they have an account." }],
};

/** The entry that accepts a finding. */
export const findReason = ({ rule, resource, wrong }: Finding, production: boolean): Explained | undefined =>
  explained[rule]?.find(
    ({ at, says, development }) =>
      (at?.test(resource) ?? true) && (says?.test(wrong) ?? true) && !(development && production),
  );
