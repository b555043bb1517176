import { z } from "zod";
import {
  choice,
  choices,
  domain,
  mustBe,
  nonEmptyString,
  poolName,
  region,
  trueOrFalse,
  wholeNumber,
} from "../forms.ts";
import { customAttributes, requiredAttributes } from "./attributes.ts";
import type { StageDefaults } from "./defaults.ts";

const later = "**no**: needs a new pool";

const poolId = z
  .string(mustBe("a pool's id, such as eu-west-1_AbCdEfGhI"))
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d_[\da-zA-Z]+$/);

const passwordPolicy = z
  .strictObject({
    minimumLength: wholeNumber(6, 99, "characters").default(10).describe("Minimum length of a password"),
    requireLowercase: trueOrFalse.default(true).describe("Whether a password needs a lower-case letter"),
    requireUppercase: trueOrFalse.default(true).describe("Whether a password needs an upper-case letter"),
    requireNumbers: trueOrFalse.default(true).describe("Whether a password needs a digit"),
    requireSymbols: trueOrFalse.default(false).describe("Whether a password needs a symbol"),
    historySize: wholeNumber(0, 24, "passwords").default(0).describe("Previous passwords that cannot be used again"),
  })
  .prefault({});

const passkeyFactor = choice(["SINGLE_FACTOR", "MULTI_FACTOR_WITH_USER_VERIFICATION"]).default("SINGLE_FACTOR");

const passkeys = z
  .strictObject({
    relyingPartyId: domain.optional().meta({
      description: "Domain of passkeys; default: that of the sign-in pages",
      later: "**partly**: passkeys of the old domain stop working",
    }),
    userVerification: choice(["preferred", "required"])
      .default("preferred")
      .describe("Whether the device should or must verify the user, by PIN or biometrics"),
    factor: passkeyFactor.describe("Whether a passkey counts as one factor or as both"),
  })
  .prefault({});

const mfaFactors = choices(["SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"], 1).default(["SOFTWARE_TOKEN_MFA"]);

const mfaSchema = (mode: StageDefaults["mfa"]) =>
  z
    .strictObject({
      mode: choice(["OFF", "OPTIONAL", "ON"]).default(mode).meta({
        description: "Second factor; if `OPTIONAL`, users decide",
        later: "yes; with `ON`, users without a second factor are asked to set one up",
      }),
      factors: mfaFactors.describe("Second factors: authenticator app, text message, email"),
    })
    .prefault({});

const prefix = z
  .string(mustBe("a folder of identityPool.bucket, such as reports, but not private/, which holds users' own folders"))
  .regex(/^(?!private(?:\/|$))[\w-]+(?:\/[\w-]+)*$/);

const group = z
  .strictObject({
    description: nonEmptyString("1 to 2048 characters").max(2_048).optional().describe("Description of the group"),
    precedence: wholeNumber(0, 2_147_483_647)
      .optional()
      .describe("Rank among a user's groups; the first one determines the role"),
    prefixes: z.array(prefix).default([]).describe("Folders of `identityPool.bucket` that members can read"),
  })
  .prefault({});

const tagName = z
  .string(mustBe("1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:"))
  .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/iu)
  // IAM ignores case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
  .refine((name) => !/^(?:service|stage)$/i.test(name), "is set by the stack: choose another name");

const tags = z.record(tagName, z.string(mustBe("a string of at most 256 characters; put a number in quotes")).max(256));

const tier = choice(["ESSENTIALS", "PLUS"]).default("ESSENTIALS");
const threatProtection = choice(["OFF", "AUDIT", "ENFORCED"]).default("OFF");
const signInWith = choices(["email", "phone_number", "username", "preferred_username"], 1).default(["email"]);
const firstFactors = choices(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]).default(["PASSWORD"]);
const recovery = choices(["email", "phone_number", "admin_only"], 1).default(["email"]);
const devices = choice(["off", "opt-in", "always"]).default("opt-in");

export const userPool = ({ local, protect, mfa: mode }: StageDefaults) =>
  z
    .strictObject({
      existing: poolId.optional().meta({
        description: "Id of an existing pool; the stack then creates no pool, clients, domain or providers",
        later: "no: the stack would lose its own pool",
      }),
      id: poolId.optional().describe("Id of the pool, once deployed; triggers then refuse events of other pools"),
      appClientIds: z
        .array(nonEmptyString("the id of an app client"), mustBe("a list of app client ids"))
        .default(local ? ["localwebclient"] : [])
        .describe("Additional app clients whose links the pages accept; required with `userPool.existing`"),
      deletionProtection: choice(["ACTIVE", "INACTIVE"])
        .default(protect ? "ACTIVE" : "INACTIVE")
        .describe("Whether the pool is protected from deletion"),
      tier: tier.meta({ description: "Plan", later: "yes; down only if nothing of Plus is on" }),
      threatProtection: threatProtection.describe("Response to leaked passwords and unusual sign-ins, with `PLUS`"),
      signInWith: signInWith.meta({
        description: "What users sign in with; with `username`, the others are aliases",
        later,
      }),
      caseSensitive: trueOrFalse.default(false).meta({ description: "Whether `Ada@` and `ada@` are two users", later }),
      selfSignUp: trueOrFalse
        .default(true)
        .describe("Whether users can sign up; otherwise, administrators invite them"),
      requiredAttributes: requiredAttributes.meta({ description: "Standard attributes that sign-up needs", later }),
      customAttributes: customAttributes.prefault({ agentName: { maxLength: 256 } }),
      passwordPolicy,
      firstFactors: firstFactors.describe("First factors of a sign-in; `WEB_AUTHN` is a passkey"),
      passkeys,
      mfa: mfaSchema(mode),
      recovery: recovery.describe("How users recover a forgotten password, in this order"),
      keepOriginalAttributes: trueOrFalse
        .default(true)
        .describe("Whether a new address or number takes effect only once verified"),
      devices: devices.describe("Remembered devices; new-device emails need `opt-in` (users decide) or `always`"),
      deviceSkipsMfa: trueOrFalse.default(false).describe("Whether a remembered device replaces the second factor"),
      smsRegion: region.optional().describe("Region that sends text messages, if the stage's cannot"),
      groups: z
        .record(poolName(1, 128), group)
        .default({})
        .describe("Groups in addition to those of `suite.config.ts`"),
      tags: tags.default({}).describe("Tags of the pool in addition to `service` and `stage`"),
    })
    .prefault({});
