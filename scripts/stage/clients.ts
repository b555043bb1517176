import { z } from "zod";
import { choice, choices, filled, flag, whole } from "../setting-forms.ts";
import type { StageDefaults } from "./defaults.ts";

const isLocal = (url: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html#cognito-user-pools-app-idp-settings-about
 */
const address = ({ localhost }: StageDefaults) =>
  z.string({ error: "an address, such as https://app.example.com/signed-in" }).superRefine((text, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (!URL.canParse(text)) return refuse(`"${text}" is no address: write https://app.example.com/signed-in`);
    const url = new URL(text);
    if (/[#*\s]/.test(text)) return refuse("Cognito takes no #, no * and no space in it: write it out");
    if (url.protocol === "http:" && !isLocal(url)) return refuse("must be https, or http://localhost on dev and local");
    if (isLocal(url) && !localhost) return refuse("localhost is for the stages dev and local");
    if (/^(?:data|file|javascript|vbscript):$/.test(url.protocol))
      return refuse(`${url.protocol} is no way back to an app`);
  });

const addresses = (defaults: StageDefaults) =>
  z.array(address(defaults)).max(100, { error: "Cognito takes at most 100 addresses" });

const attributeName = filled("an attribute's name: email, given_name, custom:agentName …");

/** One app client. What is left out follows from its kind. */
const client = (defaults: StageDefaults) =>
  z
    .strictObject({
      kind: choice(["public", "confidential", "machine"]).default("public"),
      callbackUrls: addresses(defaults).optional(),
      logoutUrls: addresses(defaults).optional(),
      scopes: z.array(filled("a scope, such as openid or https://api.example.com/read")).optional(),
      authFlows: choices([
        "USER_SRP_AUTH",
        "USER_AUTH",
        "CUSTOM_AUTH",
        "USER_PASSWORD_AUTH",
        "ADMIN_USER_PASSWORD_AUTH",
      ]).optional(),
      readAttributes: z.array(attributeName).optional(),
      writeAttributes: z.array(attributeName).optional(),
      providers: z
        .array(filled("a provider of federation, or COGNITO"))
        .min(1, { error: "name one at least, such as COGNITO; left out: all" })
        .optional(),
      accessTokenMinutes: whole("minutes", 5, 1_440).default(60),
      idTokenMinutes: whole("minutes", 5, 1_440).default(60),
      refreshTokenDays: whole("days", 1, 3_650).default(30),
      refreshTokenRotation: flag.default(true),
      rotationGraceSeconds: whole("seconds", 0, 60).default(30),
      sessionMinutes: whole("minutes", 3, 15).default(3),
      brand: filled("a brand of suite.config.ts").default("default"),
    })
    .transform((given) => ({
      ...given,
      callbackUrls:
        given.callbackUrls ?? (defaults.localhost && given.kind !== "machine" ? ["http://localhost:3000/"] : []),
      logoutUrls:
        given.logoutUrls ?? (defaults.localhost && given.kind !== "machine" ? ["http://localhost:3000/"] : []),
      scopes: given.scopes ?? (given.kind === "machine" ? [] : ["openid", "email", "profile"]),
      authFlows: given.authFlows ?? (given.kind === "machine" ? [] : ["USER_SRP_AUTH" as const, "USER_AUTH" as const]),
    }))
    .prefault({});

/** The app clients by their names. */
export const clients = (defaults: StageDefaults) =>
  z
    .record(
      z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: "a client is named in letters and digits" }),
      client(defaults),
    )
    .prefault({ web: {} });

const scope = filled("a few words on what the scope allows").max(256, { error: "at most 256 characters" });

/** What machine clients may ask for. */
export const resourceServers = z
  .record(
    z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: "a resource server is named in letters and digits" }),
    z.strictObject({
      identifier: filled("how tokens name it, such as https://api.example.com")
        .max(256)
        .regex(/^[\x21\x23-\x5b\x5d-\x7e]*$/, { error: 'an identifier has no space, " or \\' }),
      scopes: z.record(
        z.string().regex(/^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+$/, { error: 'a scope has no space, /, " or \\' }),
        scope,
        { error: "scopes are written as read: Reads orders" },
      ),
    }),
  )
  .default({});
