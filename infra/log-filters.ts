import { triggers } from "./observed.ts";
import { logicalName, type Resource, ref } from "./template.ts";

type Filter = { functions: readonly string[]; pattern: string; metric: string; value?: string };

const said = (...messages: string[]): string =>
  `{ ${messages.map((message) => `($.message = "${message}")`).join(" || ")} }`;
const inTime = ["postConfirmation", "preTokenGeneration", "postAuthentication"];

/** By logical id; what triggers, pages and sendMail report as warnings and errors, so logLevel may not be above WARN. */
const filters: Record<string, Filter> = {
  MailsLeft: {
    functions: ["sendMail"],
    pattern: said("owed mails left for the next sweep"),
    metric: "MailsLeft",
    value: "$.mails",
  },
  ProfilesHandedOver: {
    functions: inTime,
    pattern: said("profile handed over", "groups handed over", "sign-in handed over"),
    metric: "ProfilesHandedOver",
  },
  ProfilesNotHandedOver: {
    functions: ["preTokenGeneration"],
    pattern: said("profile not handed over"),
    metric: "ProfilesNotHandedOver",
  },
  MessagesNotAcceptable: {
    functions: ["customMessage"],
    pattern: said("message not acceptable", "message not rendered"),
    metric: "MessagesNotAcceptable",
  },
  RequiredClaimsMissing: {
    functions: ["preTokenGeneration"],
    pattern: said("required claim missing"),
    metric: "RequiredClaimsMissing",
  },
  SignUpLookUpsFailed: {
    functions: ["preSignup"],
    pattern: said(
      "sign-up not counted",
      "captcha not verified",
      "captcha refused by its provider",
      "invitation not read",
      "federated sign-in not looked up",
    ),
    metric: "SignUpLookUpsFailed",
  },
  // The page answers 500 itself, which is no error to Lambda.
  PagesNotMade: { functions: ["pages"], pattern: said("page not made"), metric: "PagesNotMade" },
  // Parts of a trigger that failed while the rest went on; who was not read has a token of the least privilege.
  TriggersFailed: {
    functions: triggers,
    pattern: said("trigger failed", "profile not read", "sign-in not recorded", "mailbox not kept"),
    metric: "TriggersFailed",
  },
  // What Lambda itself says of a function that was cut off or never began; the others' are in its metric Errors.
  TriggersEnded: {
    functions: ["preSignup"],
    pattern: '?"Task timed out" ?"Runtime.ExitError" ?"Runtime.ImportModuleError" ?"Uncaught Exception"',
    metric: "TriggersFailed",
  },
};

/** Counts lines of the logs as metrics. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const logFilters = (stack: string): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([id, { functions, pattern, metric, value = "1" }]) =>
      functions.map((name): [string, Resource] => [
        functions.length === 1 ? id : `${id}In${logicalName(name)}`,
        {
          Type: "AWS::Logs::MetricFilter",
          Properties: {
            LogGroupName: ref(`${logicalName(name)}LogGroup`),
            FilterPattern: pattern,
            MetricTransformations: [{ MetricNamespace: stack, MetricName: metric, MetricValue: value }],
          },
        },
      ]),
    ),
  );
