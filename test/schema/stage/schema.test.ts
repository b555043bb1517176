import { itRefuses, itTakes } from "../../support/refuses.ts";

itTakes([["the least", {}]]);

itRefuses([
  ["a region of another form", { region: "Frankfurt" }, "region: must be an AWS region, such as eu-west-1"],
  ["no region", { region: undefined }, "region: missing: write an AWS region, such as eu-west-1"],
  [
    "a level that logs no warnings, which alarms count",
    { logLevel: "ERROR" },
    "logLevel: hides warnings that alarms count: write WARN",
  ],
  ["alarms for nobody", { alarmsTo: "operations" }, "alarmsTo: must be an email address"],
  ["alarms for one user and nobody", { alarmsTo: ["a@example.com", "b"] }, "alarmsTo.1: must be an email address"],
  ["tracing in words", { tracing: "Active" }, "tracing: must be true or false"],
  ["pages without TLS", { pagesUrl: "http://example.com" }, "pagesUrl: must be an https origin without a path"],
  ["half a megabyte", { memory: 512.5 }, "memory: must be a whole number of megabytes, 128 to 10240"],
  [
    "a retention that CloudWatch lacks",
    { logRetentionDays: 45 },
    "logRetentionDays: must be a number of days that CloudWatch accepts: 1, 3, 5, 7, 14, 30,",
  ],
  [
    "an address for Cognito in production",
    { cognitoUrl: "http://localhost:9229" },
    "cognitoUrl: is for the stage local only: remove it",
  ],
]);
