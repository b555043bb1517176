import { z } from "zod";
import { canOverlap } from "../../src/rules/tokens/app-client-rule.ts";
import { isScope } from "../../src/rules/tokens/change-rules.ts";
import { isReserved, isSimpleClaim, maySuppress } from "../../src/rules/tokens/claim-names.ts";
import { toClaimValue } from "../../src/rules/tokens/claim-value.ts";
import type { Claim, ClaimSource, ClaimValue, ForAppClients, TokenSettings } from "../../src/settings/claims.ts";
import { didYouMean } from "../did-you-mean.ts";
import { choice, mustBe, nonEmptyString, type Refuse, trueOrFalse } from "../forms.ts";
import { checkConstants } from "./claim-constants.ts";

const listOfNames = (what: string) =>
  z.array(nonEmptyString(`the name of ${what}`), mustBe(`a list with at least one ${what}; for all, remove it`)).min(1);

const forAppClients = {
  appClients: listOfNames("app client").exactOptional().describe("Only these app clients"),
  exceptAppClients: listOfNames("app client").exactOptional().describe("All app clients except these"),
};

const tokens = z.array(choice(["id", "access"]), mustBe('a list of "id", "access", or both')).min(1);

const value = z.custom<ClaimValue>(
  (given) => !(given instanceof Set) && toClaimValue(given) !== undefined,
  mustBe("a string, number, boolean, list or object of at most 1,400 bytes, without null"),
);

const profileClaim = nonEmptyString("a key of the PROFILE row's claims");

const compute = z.custom<Extract<ClaimSource, { compute: unknown }>["compute"]>(
  (given) => typeof given === "function" && given.constructor.name !== "AsyncFunction",
  mustBe("a synchronous function"),
);

const source = z.union(
  [
    z.strictObject({ constant: value }),
    z.strictObject({ profileClaim }),
    z.strictObject({ profile: choice(["createdAt", "confirmedAt"]) }),
    z.strictObject({ attribute: z.string() }),
    z.strictObject({ groups: z.record(z.string(), z.string()) }),
    z.strictObject({ appClientId: z.literal(true, mustBe("true")) }),
    z.strictObject({ compute, profileClaims: z.array(profileClaim).exactOptional() }),
  ],
  mustBe(
    "{ constant }, { profileClaim }, { profile }, { groups }, { attribute }, { appClientId: true } or { compute }, which users cannot write",
  ),
);

export const claimSchema = z.strictObject({
  name: z
    .string(mustBe("1 to 128 ASCII characters without spaces or quotes"))
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/)
    .refine((name) => !isReserved(name), "is reserved by Cognito or JavaScript: choose another, or use tokens.scopes")
    .describe("Name of the claim"),
  from: source.describe("Source of its value, as above"),
  tokens: tokens.describe("Tokens that have the claim"),
  otherwise: value.exactOptional().describe("Least-privilege value if the source has none; default: no claim"),
  required: trueOrFalse.exactOptional().meta({ description: "Whether a token without it is refused", default: false }),
  priority: z
    .int(mustBe("a whole number; the lowest is removed first"))
    .exactOptional()
    .meta({ description: "If a token is too large, the claim with the lowest priority is removed first", default: 0 }),
  ...forAppClients,
});

const changeRule = (name: z.ZodString) =>
  z
    .strictObject({
      add: z.array(name).exactOptional(),
      remove: z.array(name).exactOptional(),
      inGroups: listOfNames("group").exactOptional(),
      ...forAppClients,
    })
    .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, "must add or remove something");

const suppressible = z.string().refine(maySuppress, "is a claim that Cognito always keeps: remove it");
const suppression = z.strictObject({
  claims: z.array(suppressible, mustBe("a list of at least one claim")).min(1),
  tokens,
  ...forAppClients,
});

const scope = z.string(mustBe("a scope of ASCII characters without spaces, quotes or backslashes")).refine(isScope);
const customAttribute = z.string(mustBe("a custom: attribute, because users can write the others")).regex(/^custom:./);

export const tokenSchema = z.strictObject({
  scopes: z
    .array(changeRule(scope))
    .exactOptional()
    .describe("Rules for the scopes of access tokens: `add`, `remove`, `inGroups`, `appClients`, `exceptAppClients`"),
  groups: z
    .array(changeRule(nonEmptyString("a group's name of 1 to 128 characters").max(128)))
    .exactOptional()
    .describe("The same rules for `cognito:groups` of both tokens"),
  suppress: z
    .array(suppression)
    .exactOptional()
    .describe("Cognito's own claims to remove: `claims`, `tokens`, `appClients`, `exceptAppClients`"),
  readOnlyAttributes: z
    .array(customAttribute)
    .exactOptional()
    .describe("`custom:` attributes that claims may come from, because no app client can write them"),
});

/** Refuses combinations of valid claims: names, sources, clients and sizes that conflict. */
export const checkClaims = (claims: readonly Claim[], refuse: Refuse, settings: TokenSettings = {}): void => {
  for (const [index, claim] of claims.entries()) {
    checkClaim(claim, (path, message) => refuse(`claims.${index}.${path}`, message), settings);
    const canMeet = (other: ForAppClients & Pick<Claim, "tokens">) =>
      other.tokens.some((token) => claim.tokens.includes(token)) && canOverlap(other, claim);
    if (claims.slice(0, index).some((other) => other.name === claim.name && canMeet(other)))
      refuse("claims", `"${claim.name}" is declared twice for the same token and app client: remove one`);
    if (settings.suppress?.some((rule) => rule.claims.includes(claim.name) && canMeet(rule)))
      refuse("claims", `"${claim.name}" is also in tokens.suppress, which wins: remove it from one`);
  }
  checkConstants(claims, refuse, settings);
};

const checkClaim = (claim: Claim, refuse: Refuse, { readOnlyAttributes = [] }: TokenSettings): void => {
  const { name, from, tokens: reached, otherwise, appClients, exceptAppClients } = claim;
  if ("attribute" in from && !readOnlyAttributes.includes(from.attribute))
    refuse(
      "from",
      `users may be able to write ${from.attribute}: use a custom: attribute of tokens.readOnlyAttributes${didYouMean(from.attribute, readOnlyAttributes)}`,
    );
  if (name === "aud" && !("appClientId" in from && reached.join() === "access" && otherwise === undefined))
    refuse("name", 'aud is the app client: write from: { appClientId: true }, tokens: ["access"], without otherwise');
  if (appClients && exceptAppClients) refuse("appClients", "cannot be combined with exceptAppClients: remove one");
  const fixed = "constant" in from ? [from.constant, otherwise] : [otherwise];
  if (reached.includes("id") && isSimpleClaim(name) && fixed.some((one) => typeof one === "object"))
    refuse(
      "from",
      "Cognito accepts no list or object for this claim in the ID token: write a string, number or boolean",
    );
};
