import { z } from "zod";
import { choice, emailAddress, mustBe, origin, region, trueOrFalse, wholeNumber } from "../forms.ts";
import { clients, resourceServers } from "./clients.ts";
import { defaultsOf } from "./defaults.ts";
import { federation } from "./federation.ts";
import { mail } from "./mail.ts";
import { identityPool, signInPages } from "./sign-in-pages.ts";
import { userPool } from "./user-pool.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The schema of config/<stage>.yml, with defaults. schema/stage/together.ts checks combinations. */
export const stageSchema = (stage: string) => {
  const defaults = defaultsOf(stage);
  return z.strictObject({
    region: region.meta({ description: "AWS region of the stack", later: "no: another region is another stack" }),
    pagesUrl: (defaults.local ? z.string() : origin)
      .optional()
      .describe("Origin of the suite's pages, under your domain; default: the URL that AWS assigns"),
    cognitoUrl: (defaults.local ? z.string() : z.undefined("is for the stage local only: remove it"))
      .optional()
      .describe("URL of Cognito for the pages, on the stage local only"),
    memory: wholeNumber(128, 10_240, "megabytes").default(512).describe("Memory of every function, in megabytes"),
    logLevel: choice(["DEBUG", "INFO", "WARN", "ERROR"])
      .refine((level) => level !== "ERROR" || defaults.local, "hides warnings that alarms count: write WARN")
      .default(defaults.logLevel)
      .describe("Log level of every function; `ERROR` on the stage local only"),
    logRetentionDays: z
      .int(mustBe(`a number of days that CloudWatch accepts: ${retentions.join(", ")}`))
      .refine((days) => retentions.includes(days))
      .default(defaults.logRetentionDays)
      .describe("Days that logs are kept"),
    tracing: trueOrFalse.default(defaults.tracing).describe("Whether X-Ray traces the functions"),
    alarmsTo: z
      .union([emailAddress, z.array(emailAddress)], mustBe("an email address, or a list of them"))
      .transform((given) => [...new Set([given].flat())])
      .default([])
      .describe("Email addresses that get alarms"),
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
