import { explainedNag } from "./explained-nag.ts";
import type { Explained } from "./explanation.ts";

const logStreams = /log-group:\/aws\/lambda\/[\w-]+:\*:\*/;

const ownFolder = /:s3:::[\w.-]+\/[^*]+\/\*\)?\.$/;

/** What stays as it is in the suite's own template. A new one needs a reason that would convince a stranger. */
export const explained: readonly Explained[] = [
  {
    rule: "resource-wildcard",
    type: "AWS::IAM::Role",
    says: logStreams,
    reason: "Lambda names the log streams of a function's own group; nobody can know them before.",
  },
  {
    rule: "resource-wildcard",
    type: "AWS::IAM::Role",
    says: /^sns:Publish is allowed on \*\.$/,
    chosen: true,
    reason: "Cognito sends SMS with it, and a phone number is no resource.",
  },
  {
    rule: "resource-wildcard",
    type: "AWS::IAM::Role",
    says: ownFolder,
    chosen: true,
    reason: "What people put into a folder of the identity pool's bucket has no name before they do.",
  },
  {
    rule: "identity-pool-guests",
    type: "AWS::Cognito::IdentityPool",
    resource: /^IdentityPool$/,
    says: /without signing in/,
    chosen: true,
    reason: "The stage asks for guests: identityPool in config/<stage>.yml. Their role reads the public folder alone.",
  },
  {
    rule: "action-wildcard",
    type: "AWS::KMS::Key",
    says: /^kms:(?:\*|GenerateDataKey\*) /,
    reason:
      "A key that its own account may not manage can never be changed again; and alarms need what AWS documents for encrypted topics.",
  },
  {
    rule: "async-failure",
    type: "AWS::Lambda::Function",
    resource: /^SendMail/,
    reason: "Its schedule calls it again a minute later, and the rows that it did not reach are still owed.",
  },
  ...explainedNag,
];
