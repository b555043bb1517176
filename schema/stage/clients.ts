import { z } from "zod";
import { choice, choices, mustBe, nonEmptyString, trueOrFalse, wholeNumber } from "../forms.ts";
import type { StageDefaults } from "./defaults.ts";

const localhostUrl = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i;

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-app-idp-settings.html#cognito-user-pools-app-idp-settings-about */
const address = z
  .string(mustBe("an https URL or an app's own, such as https://app.example.com/signed-in, without #, * or spaces"))
  .refine((text) => URL.canParse(text) && !/[#*\s]|^(?:data|file|javascript|vbscript):/i.test(text))
  .refine((text) => localhostUrl.test(text) || !/^http:/i.test(text));

const deployedAddress = address.refine(
  (text) => !localhostUrl.test(text),
  "localhost is for dev and local only: write another",
);

const listOf = (what: string) => z.array(nonEmptyString(what), mustBe(`a list, each item ${what}`)).exactOptional();

const attributes = listOf("an attribute, such as email or custom:agentName");
const providers = z
  .array(
    nonEmptyString("COGNITO or the name of a provider in federation"),
    mustBe("a list of providers; for all, remove it"),
  )
  .min(1)
  .exactOptional();
const flows = ["USER_SRP_AUTH", "USER_AUTH", "CUSTOM_AUTH", "USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH"] as const;

/** The defaults of a client of users; a machine has none of them. */
const userDefaultsOf = ({ localhost }: StageDefaults) => ({
  callbackUrls: localhost ? ["http://localhost:3000/"] : [],
  logoutUrls: localhost ? ["http://localhost:3000/"] : [],
  scopes: ["openid", "email", "profile"],
  authFlows: ["USER_SRP_AUTH" as const, "USER_AUTH" as const],
});

const machineDefaults = { callbackUrls: [], logoutUrls: [], scopes: [], authFlows: [] };
const tokenMinutes = wholeNumber(5, 1_440, "minutes").default(60);
const days = wholeNumber(1, 3_650, "days").default(30);

const clientSchema = (stage: StageDefaults) => {
  const defaults = userDefaultsOf(stage);
  const urls = z
    .array(stage.localhost ? address : deployedAddress, mustBe("a list of at most 100 URLs"))
    .max(100)
    .exactOptional();
  return z
    .strictObject({
      kind: choice(["public", "confidential", "machine"]).default("public").meta({
        description: "`public` has no secret, as in a browser or phone; `machine` has no users",
        later: "**no**: needs a new client, with another id",
      }),
      callbackUrls: urls.meta({
        description: "URLs that users return to after signing in",
        default: defaults.callbackUrls,
      }),
      logoutUrls: urls.meta({
        description: "URLs that users return to after signing out",
        default: defaults.logoutUrls,
      }),
      scopes: listOf("a scope, such as openid").meta({ description: "Scopes of its tokens", default: defaults.scopes }),
      authFlows: choices(flows).exactOptional().meta({ description: "Ways to sign in", default: defaults.authFlows }),
      readAttributes: attributes.describe(
        "Attributes that it can read; default: email, names, locale, time zone, those in use, readable custom ones",
      ),
      writeAttributes: attributes.describe(
        "Attributes that users can write; default: email, names, locale, time zone, those in use, writable custom ones",
      ),
      providers: providers.describe("`COGNITO` and providers in `federation`; default: all"),
      accessTokenMinutes: tokenMinutes.describe("Minutes that an access token is valid"),
      idTokenMinutes: tokenMinutes.describe("Minutes that an ID token is valid"),
      refreshTokenDays: days.meta({ description: "Days that a sign-in is valid", later: "yes, for new sign-ins" }),
      refreshTokenRotation: trueOrFalse.default(true).describe("Whether each refresh returns a new refresh token"),
      rotationGraceSeconds: wholeNumber(0, 60, "seconds")
        .default(30)
        .describe("Seconds that the previous refresh token stays valid"),
      sessionMinutes: wholeNumber(3, 15, "minutes")
        .default(3)
        .describe("Minutes that a user has for each step of a sign-in"),
      brand: nonEmptyString("a brand of suite.config.ts").default("default").describe("Brand of its sign-in pages"),
    })
    .transform((given) => ({ ...(given.kind === "machine" ? machineDefaults : defaults), ...given }))
    .prefault({});
};

const ownName = z
  .string(mustBe("a name of at most 40 letters and digits, the first one lower case"))
  .regex(/^[a-z][a-zA-Z0-9]{0,39}$/);

export const clients = (defaults: StageDefaults) =>
  z.record(ownName, clientSchema(defaults)).prefault({ web: {} }).meta({
    description: "App clients, by names that you choose",
    later: "yes; removing a client ends its tokens",
  });

const identifier = z
  .string(mustBe('at most 256 characters without spaces, " or \\, such as https://api.example.com'))
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/);

const scopeName = z.string(mustBe('a name without spaces, /, " or \\')).regex(/^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]+$/);

const resourceServer = z.strictObject({
  identifier: identifier.meta({
    description: "Identifier in tokens, such as `https://api.example.com`",
    later: "**no**: a new identifier is a new API",
  }),
  scopes: z
    .record(scopeName, nonEmptyString("1 to 256 characters").max(256), mustBe("an object, such as read: Reads orders"))
    .describe("Its scopes, each with a description; tokens have `<identifier>/<scope>`"),
});

/** The APIs whose scopes machine clients may request. */
export const resourceServers = z.record(ownName, resourceServer).default({}).describe("APIs, by names that you choose");
