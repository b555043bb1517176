import { z } from "zod";
import { choice, flag, origin, region, whole } from "./setting-forms.ts";
import { clients, resourceServers } from "./stage/clients.ts";
import { defaultsOf } from "./stage/defaults.ts";
import { federation } from "./stage/federation.ts";
import { mail } from "./stage/mail.ts";
import { identityPool, signInPages } from "./stage/sign-in-pages.ts";
import { userPool } from "./stage/user-pool.ts";

const address = z.email({ error: "a mail address, such as operations@example.com" });

/** The days that CloudWatch Logs can keep: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * What config/<stage>.yml may hold. What it leaves out is filled in, by the stage's name. What is wrong only together
 * with other settings is in scripts/stage/together.ts.
 */
export const stageSchema = (stage: string) => {
  const defaults = defaultsOf(stage);
  return z.strictObject({
    region,
    mail,
    pagesUrl: (defaults.local ? z.string() : origin).optional(),
    cognitoUrl: (defaults.local ? z.string() : z.undefined({ error: "only on the stage local" })).optional(),
    memory: whole("megabytes", 128, 10_240).default(512),
    logLevel: choice(["DEBUG", "INFO", "WARN", "ERROR"])
      .refine((level) => level !== "ERROR" || defaults.local, {
        error: "WARN at most: alarms count the warnings in the logs, and ERROR writes none",
      })
      .default(defaults.logLevel),
    logRetentionDays: z
      .int({ error: "days, a whole number" })
      .refine((days) => retentions.includes(days), { error: `CloudWatch keeps logs for ${retentions.join(", ")} days` })
      .default(defaults.logRetentionDays),
    tracing: flag.default(defaults.tracing),
    alarmsTo: z
      .union([address, z.array(address)], { error: "a mail address, or a list of them" })
      .transform((given) => [...new Set([given].flat())])
      .default([]),
    deletionProtection: flag.default(defaults.protect),
    retain: flag.default(defaults.retain),
    userPool: userPool(defaults),
    clients: clients(defaults),
    resourceServers,
    signInPages: signInPages(defaults),
    federation,
    identityPool,
  });
};
