import { z } from "zod";
import { addressOf, origin, sender } from "./setting-forms.ts";

const activity = z.enum(["ACTIVE", "INACTIVE"], { error: "ACTIVE or INACTIVE" });

const mail = z
  .strictObject(
    {
      from: sender,
      identity: z.string({ error: "name the SES identity (domain or address) that the sender is verified as" }).min(1),
    },
    { error: "the sender is missing: give mail.from and mail.identity" },
  )
  .superRefine(({ from, identity }, context) => {
    const address = addressOf(from)?.toLowerCase();
    const domain = address?.split("@")[1] ?? "";
    const within = [address, domain].includes(identity.toLowerCase()) || domain.endsWith(`.${identity.toLowerCase()}`);
    if (address && !within)
      context.addIssue({
        code: "custom",
        path: ["from"],
        message: `${address} is not within the SES identity ${identity}, so SES would refuse it`,
      });
  });

/** What config/<stage>.yml may hold. */
export const stageSchema = (stage: string) =>
  z.strictObject({
    region: z
      .string({ error: "name the AWS region, such as eu-west-1" })
      .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, { error: "an AWS region is written as eu-west-1" }),
    mail,
    pagesUrl: (stage === "local" ? z.string() : origin).optional(),
    memory: z.int({ error: "megabytes, a whole number" }).min(128).max(10_240),
    logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]),
    logRetentionDays: z.int(),
    deletionProtection: z.boolean({ error: "true or false" }),
    userPool: z.strictObject({
      deletionProtection: activity,
      id: z
        .string()
        .regex(/^[\w-]+_[0-9a-zA-Z]+$/, { error: "a pool id is written as eu-west-1_AbCdEfGhI" })
        .optional(),
    }),
    ...(stage === "local" && { cognitoUrl: z.string(), appClientIds: z.string() }),
  });
