import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { SettingsError } from "../src/errors.ts";
import { languages } from "../src/templates/languages.ts";

const languageList = Object.keys(languages);

const https = (what: string) =>
  z.string().refine((text) => URL.canParse(text) && new URL(text).protocol === "https:", {
    error: `${what} must be an https address, such as "https://accounts.example.com"`,
  });

const origin = https("a link origin").refine((text) => !URL.canParse(text) || new URL(text).origin === text, {
  error: "a link origin is scheme and host only, without a path or a slash at the end",
});

const language = z.enum(languageList as [string], {
  error: ({ input }) =>
    `"${input}" is no language of the suite; it has ${languageList.join(", ")}. Add src/templates/languages/<language>.json to have another`,
});

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'a colour is written "#rrggbb"' });
const palette = {
  primary: colour,
  onPrimary: colour,
  background: colour,
  surface: colour,
  text: colour,
  muted: colour,
};
const days = z
  .int({ error: "days are a whole number" })
  .min(1, { error: "at least 1 day" })
  .max(3_650, { error: "at most 3650 days" });
const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, {
  error: 'a domain is written in lower case as "example.com"; write one with other letters in its xn-- form',
});

// Names that Cognito does not let a trigger set:
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
const reserved =
  /^(?:acr|amr|at_hash|aud|auth_time|azp|client_id|device_key|event_id|exp|iat|identities|iss|jti|nbf|nonce|origin_jti|sub|token_use|username|version)$|^(?:cognito|custom|dev):/;

const claim = z.strictObject({
  name: z
    .string()
    .min(1, { error: "a claim needs a name" })
    .refine((name) => !reserved.test(name), { error: "Cognito keeps this claim name for itself: choose another" }),
  from: z.union(
    [
      z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
      z.strictObject({ profileClaim: z.string().min(1) }),
      z.strictObject({ groups: z.record(z.string(), z.string()) }),
    ],
    {
      error:
        "a claim comes from { constant }, { profileClaim } or { groups }: user attributes are not offered, for users can write them",
    },
  ),
  tokens: z.array(z.enum(["id", "access"])).min(1, { error: 'name "id", "access" or both' }),
  otherwise: z.union([z.string(), z.number(), z.boolean()]).optional(),
  required: z.boolean().optional(),
});

const sender = z
  .string({ error: 'the sender is missing: write "Name <address@your.domain>"' })
  .regex(/^(?:[^<>\r\n"]+ )?<?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/, {
    error: 'the sender is written "Name <address@your.domain>"',
  });

const brand = z.strictObject({
  name: z
    .string()
    .min(1, { error: "a brand needs a name" })
    .max(24, { error: "at most 24 characters, so that an SMS keeps to 140" }),
  website: https("a website"),
  support: z
    .string()
    .refine((text) => z.email().safeParse(text).success || (URL.canParse(text) && text.startsWith("https://")), {
      error: "support is a mail address or an https address",
    }),
  address: z.string().min(1, { error: "the postal address stands in the foot of every mail: fill it in" }),
  logo: z.strictObject({ url: https("a logo"), width: z.int().min(16).max(480) }).optional(),
  sender: sender.optional(),
  replyTo: z.email({ error: "replyTo is a mail address" }).optional(),
  linkOrigin: origin.optional(),
  colours: z.strictObject({ ...palette, dark: z.strictObject(palette) }),
});

const suiteSchema = z
  .strictObject({
    brands: z
      .record(z.string(), brand)
      .refine((brands) => Object.hasOwn(brands, "default"), { error: 'one brand must be called "default"' }),
    appClients: z.record(z.string(), z.strictObject({ brand: z.string().optional(), language: language.optional() })),
    language,
    links: z.strictObject({ origin: origin.optional() }),
    signUp: z.strictObject({ allowedDomains: z.array(domain), deniedDomains: z.array(domain) }),
    profile: z.strictObject({ attributes: z.array(z.string().min(1)) }),
    claims: z.array(claim),
    temporaryPasswordDays: z.int().min(1, { error: "at least 1 day" }).max(365, { error: "at most 365 days" }),
    retention: z.strictObject({ signInDays: days, sentMailDays: days }),
  })
  .superRefine(({ brands, appClients, claims }, context) => {
    for (const [client, { brand: named }] of Object.entries(appClients))
      if (named !== undefined && !Object.hasOwn(brands, named))
        context.addIssue({
          code: "custom",
          path: ["appClients", client, "brand"],
          message: `there is no brand "${named}"; there is ${Object.keys(brands).join(", ")}`,
        });
    const names = claims.map(({ name }) => name);
    for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
      context.addIssue({ code: "custom", path: ["claims"], message: `"${name}" is declared twice` });
  });

const activity = z.enum(["ACTIVE", "INACTIVE"], { error: "ACTIVE or INACTIVE" });

const stageSchema = (stage: string) =>
  z.strictObject({
    region: z.string({ error: "name the AWS region, such as eu-west-1" }),
    mail: z.strictObject(
      {
        from: sender,
        identity: z
          .string({ error: "name the SES identity (domain or address) that the sender is verified as" })
          .min(1),
      },
      { error: "the sender is missing: give mail.from and mail.identity" },
    ),
    pagesUrl: (stage === "local" ? z.string() : origin).optional(),
    memory: z.int({ error: "megabytes, a whole number" }).min(128).max(10_240),
    logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]),
    logRetentionDays: z.int(),
    deletionProtection: z.boolean({ error: "true or false" }),
    userPool: z.strictObject({ deletionProtection: activity }),
    ...(stage === "local" && { cognitoUrl: z.string(), appClientIds: z.string() }),
  });

const problemsOf = (file: string, schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map(
          (key) => `${file}: ${[...issue.path, key].join(".")}: no such setting; remove it or correct its name`,
        )
      : [`${file}: ${issue.path.join(".")}: ${issue.message}`],
  );
};

/** All that is wrong in the settings, one line each: file, setting, fix. */
export const settingsProblems = (suite: unknown, stages: Record<string, unknown>): string[] => [
  ...problemsOf("suite.config.ts", suiteSchema, suite),
  ...Object.entries(stages).flatMap(([stage, settings]) =>
    problemsOf(`config/${stage}.yml`, stageSchema(stage), settings),
  ),
];

/** The settings of every stage that has a file in config/. */
export const readStages = async (): Promise<Record<string, unknown>> => {
  const files = (await readdir("config")).filter((file) => file.endsWith(".yml"));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.slice(0, -".yml".length), parse(await readFile(`config/${file}`, "utf8"))]),
    ),
  );
};

/** @throws SettingsError naming everything that is wrong at once. */
export const checkSettings = async (suite: unknown): Promise<void> => {
  const problems = settingsProblems(suite, await readStages());
  if (problems.length > 0)
    throw new SettingsError(`Settings to correct:\n${problems.map((line) => `  ${line}`).join("\n")}`);
};
