import { z } from "zod";
import { choice, choices, filled, flag, region, whole } from "../setting-forms.ts";
import { customAttributes, standardAttribute } from "./attributes.ts";
import type { StageDefaults } from "./defaults.ts";

const poolId = (what: string) =>
  z.string({ error: what }).regex(/^[a-z]{2}(?:-[a-z]+)+-\d_[0-9a-zA-Z]+$/, { error: what });

const passwordPolicy = z
  .strictObject({
    minimumLength: whole("characters", 6, 99).default(10),
    requireLowercase: flag.default(true),
    requireUppercase: flag.default(true),
    requireNumbers: flag.default(true),
    requireSymbols: flag.default(false),
    historySize: whole("passwords that may not come again", 0, 24).default(0),
  })
  .prefault({});

const passkeys = z
  .strictObject({
    relyingPartyId: z
      .string()
      .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, { error: "a domain without https://, such as example.com" })
      .optional(),
    userVerification: choice(["preferred", "required"]).default("preferred"),
    factor: choice(["SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION"]).default("SINGLE_FACTOR"),
  })
  .prefault({});

const group = z
  .strictObject({
    description: filled("a few words").max(2_048).optional(),
    precedence: whole("rank, 0 first", 0, 2_147_483_647).optional(),
    prefixes: z
      .array(
        z
          .string()
          .regex(/^[\w-]+(?:\/[\w-]+)*$/, { error: "a folder of identityPool.bucket, such as reports" })
          .refine((prefix) => prefix.split("/")[0] !== "private", {
            error: "private/ has the folders of the people themselves, which nobody else reads: take another",
          }),
      )
      .default([]),
  })
  .prefault({});

/** The pool of a stage, its defaults those that a careful person would choose. */
export const userPool = ({ local, protect, mfa }: StageDefaults) =>
  z
    .strictObject({
      existing: poolId(
        "the id of a pool that is there already, such as eu-west-1_AbCdEfGhI; leave it out to have one made",
      ).optional(),
      id: poolId("a pool id is written as eu-west-1_AbCdEfGhI").optional(),
      appClientIds: z
        .array(filled("an app client id"), { error: "a list of app client ids" })
        .default(local ? ["localwebclient"] : []),
      deletionProtection: choice(["ACTIVE", "INACTIVE"]).default(protect ? "ACTIVE" : "INACTIVE"),
      tier: choice(["ESSENTIALS", "PLUS"]).default("ESSENTIALS"),
      threatProtection: choice(["OFF", "AUDIT", "ENFORCED"]).default("OFF"),
      signInWith: choices(["email", "phone_number", "username", "preferred_username"])
        .min(1, { error: "name one at least: email, phone_number or username" })
        .default(["email"]),
      caseSensitive: flag.default(false),
      selfSignUp: flag.default(true),
      requiredAttributes: z.array(standardAttribute, { error: "a list of standard attributes" }).default([]),
      customAttributes: customAttributes.prefault({ agentName: { maxLength: 256 } }),
      passwordPolicy,
      firstFactors: choices(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]).default(["PASSWORD"]),
      passkeys,
      mfa: z
        .strictObject({
          mode: choice(["OFF", "OPTIONAL", "ON"]).default(mfa),
          factors: choices(["SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"])
            .min(1, { error: "name one at least; mfa.mode: OFF switches all off" })
            .default(["SOFTWARE_TOKEN_MFA"]),
        })
        .prefault({}),
      recovery: choices(["email", "phone_number", "admin_only"])
        .min(1, { error: "name email, phone_number or admin_only" })
        .default(["email"]),
      keepOriginalAttributes: flag.default(true),
      devices: choice(["off", "opt-in", "always"]).default("opt-in"),
      deviceSkipsMfa: flag.default(false),
      smsRegion: region.optional(),
      groups: z
        .record(z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, { error: "a group has no spaces" }), group)
        .default({}),
      tags: z
        .record(
          z
            .string()
            .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu, {
              error: "a tag's name has letters, digits and _ . : / = + - @, and does not begin with aws:",
            })
            // IAM knows them in any case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
            .refine((name) => !["service", "stage"].includes(name.toLowerCase()), {
              error: "the stack writes service and stage itself: take another name",
            }),
          z.string({ error: "a tag's value is text: put it in quotes" }).max(256, { error: "at most 256 characters" }),
        )
        .default({}),
    })
    .prefault({});
