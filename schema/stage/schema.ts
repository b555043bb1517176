import { z } from "zod";
import { choice, emailAddress, mustBe, origin, region, trueOrFalse, wholeNumber } from "../forms.ts";
import { clients, resourceServers } from "./clients.ts";
import { defaultsOf } from "./defaults.ts";
import { federation } from "./federation.ts";
import { mail } from "./mail.ts";
import { identityPool, signInPages } from "./sign-in-pages.ts";
import { userPool } from "./user-pool.ts";

/** The days that CloudWatch Logs can keep: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What config/<stage>.yml may hold, and its defaults. What is wrong only together is in schema/stage/together.ts. */
export const stageSchema = (stage: string) => {
  const defaults = defaultsOf(stage);
  return z.strictObject({
    region: region.meta({ description: "AWS region of the stack", later: "no: another region is another stack" }),
    pagesUrl: (defaults.local ? z.string() : origin)
      .optional()
      .describe("Origin of the suite's pages, under your domain; without it, the address that AWS gives them"),
    cognitoUrl: (defaults.local ? z.string() : z.undefined("is for the stage local only: remove it"))
      .optional()
      .describe("Where the pages find Cognito, on the stage local only"),
    memory: wholeNumber(128, 10_240, "megabytes").default(512).describe("Megabytes of every function"),
    logLevel: choice(["DEBUG", "INFO", "WARN", "ERROR"])
      .refine((level) => level !== "ERROR" || defaults.local, "hides warnings that alarms count: write WARN")
      .default(defaults.logLevel)
      .describe("Log level of every function; `ERROR` on the stage local only"),
    logRetentionDays: z
      .int(mustBe(`a number of days that CloudWatch keeps logs for: ${retentions.join(", ")}`))
      .refine((days) => retentions.includes(days))
      .default(defaults.logRetentionDays)
      .describe("Days that logs are kept"),
    tracing: trueOrFalse.default(defaults.tracing).describe("Whether X-Ray traces the functions"),
    alarmsTo: z
      .union([emailAddress, z.array(emailAddress)], mustBe("an email address, or a list of them"))
      .transform((given) => [...new Set([given].flat())])
      .default([])
      .describe("Email addresses that are told of alarms"),
    deletionProtection: trueOrFalse.default(defaults.protect).describe("Whether the table is protected from deletion"),
    retain: trueOrFalse
      .default(defaults.retain)
      .describe("Whether table, pool and sender stay when the stack is deleted"),
    mail,
    userPool: userPool(defaults),
    clients: clients(defaults),
    resourceServers,
    signInPages: signInPages(defaults),
    federation,
    identityPool,
  });
};
