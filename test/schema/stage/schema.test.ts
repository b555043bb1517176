import { itRefuses, itTakes } from "../../support/refuses.ts";

itTakes([["only the required settings", {}]]);

itRefuses([
  ["an invalid region", { region: "Frankfurt" }, "region: must be an AWS region, such as eu-west-1"],
  ["no region", { region: undefined }, "region: missing: write an AWS region, such as eu-west-1"],
  [
    "a log level that hides warnings, which alarms count",
    { logLevel: "ERROR" },
    "logLevel: hides warnings that alarms count: write WARN",
  ],
  ["alarms to an invalid address", { alarmsTo: "operations" }, "alarmsTo: must be an email address"],
  ["alarms to one invalid address", { alarmsTo: ["a@example.com", "b"] }, "alarmsTo.1: must be an email address"],
  ["tracing as a string", { tracing: "Active" }, "tracing: must be true or false"],
  ["pages without TLS", { pagesUrl: "http://example.com" }, "pagesUrl: must be an https origin without a path"],
  ["a fraction of a megabyte", { memory: 512.5 }, "memory: must be a whole number of megabytes, 128 to 10240"],
  [
    "a log retention that CloudWatch does not support",
    { logRetentionDays: 45 },
    "logRetentionDays: must be a number of days that CloudWatch accepts: 1, 3, 5, 7, 14, 30,",
  ],
  [
    "a Cognito URL in production",
    { cognitoUrl: "http://localhost:9229" },
    "cognitoUrl: is for the stage local only: remove it",
  ],
]);
