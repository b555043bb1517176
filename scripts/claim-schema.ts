import { z } from "zod";
import type { Claim, ClaimValue, TokenSettings } from "../src/claim-settings.ts";
import { overlap } from "../src/rules/app-client-rule.ts";
import { isScope } from "../src/rules/change-rules.ts";
import { isReserved, isSimple, maySuppress } from "../src/rules/claim-names.ts";
import { claimValue } from "../src/rules/claim-value.ts";
import { constantsProblems } from "./claims/constants.ts";

const names = (what: string) =>
  z.array(z.string().min(1)).min(1, { error: `name at least one ${what}, or leave it out` });
const forAppClients = {
  appClients: names("app client").optional(),
  exceptAppClients: names("app client").optional(),
};
const tokens = z.array(z.enum(["id", "access"])).min(1, { error: 'name "id", "access" or both' });

const value = z.custom<ClaimValue>((given) => !(given instanceof Set) && claimValue(given) !== undefined, {
  error:
    "a claim is a text, a number, true or false, or a list or object of them, of at most 1,400 bytes: no null, and nothing else",
});

const customAttribute = z.string().regex(/^custom:./, {
  error: "users can write their standard attributes: only custom: attributes can be kept from them",
});

const source = z.union(
  [
    z.strictObject({ constant: value }),
    z.strictObject({ profileClaim: z.string().min(1) }),
    z.strictObject({ profile: z.enum(["createdAt", "confirmedAt"]) }),
    z.strictObject({ attribute: z.string() }),
    z.strictObject({ groups: z.record(z.string(), z.string()) }),
    z.strictObject({ appClientId: z.literal(true) }),
    z.strictObject({
      compute: z.custom((given) => typeof given === "function" && given.constructor.name !== "AsyncFunction"),
      profileClaims: z.array(z.string().min(1)).optional(),
    }),
  ],
  {
    error:
      'a claim comes from { constant }, { profileClaim }, { profile: "createdAt" or "confirmedAt" }, { groups }, { attribute } that no client can write, { appClientId: true } or a synchronous { compute }; what users can write is not offered',
  },
);

/** A claim as suite.config.ts declares it. */
export const claimSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/, {
      error: "a claim is named in 1 to 128 ASCII letters, digits and signs, without spaces and quotes",
    })
    .refine((name) => !isReserved(name), {
      error: ({ input }) =>
        input === "scope"
          ? "scopes are changed by tokens.scopes"
          : "Cognito keeps this claim name for itself, or it is dangerous to readers: choose another",
    }),
  from: source,
  tokens,
  otherwise: value.optional(),
  required: z.boolean().optional(),
  priority: z.int({ error: "a priority is a whole number; the lowest goes first" }).optional(),
  ...forAppClients,
});

const scope = z.string().refine(isScope, {
  error: "a scope has no spaces, quotes or backslashes, and ASCII characters only",
});

const changes = (what: z.ZodType<string>) =>
  z
    .strictObject({
      add: z.array(what).optional(),
      remove: z.array(what).optional(),
      inGroups: names("group").optional(),
      ...forAppClients,
    })
    .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, {
      error: "the rule adds and removes nothing",
    });

/** `tokens` of suite.config.ts. */
export const tokenSchema = z.strictObject({
  readOnlyAttributes: z.array(customAttribute).optional(),
  suppress: z
    .array(
      z.strictObject({
        claims: z
          .array(z.string().refine(maySuppress, { error: "Cognito does not leave out this claim" }))
          .min(1, { error: "name at least one claim" }),
        tokens,
        ...forAppClients,
      }),
    )
    .optional(),
  scopes: z.array(changes(scope)).optional(),
  groups: z.array(changes(z.string().min(1).max(128))).optional(),
});

export type Problem = { path: Array<string | number>; message: string };

/** What is wrong with claims that are each well-formed: names, sources, clients and sizes that do not go together. */
export const claimProblems = (claims: readonly Claim[], settings: TokenSettings = {}): Problem[] => [
  ...claims.flatMap((claim, index) => ownProblems(claim, settings).map((problem) => at(["claims", index], problem))),
  ...claims.flatMap((claim, index) => togetherProblems(claim, claims.slice(0, index), settings)),
  ...constantsProblems(claims, settings),
];

const at = (path: Problem["path"], problem: Problem): Problem => ({ ...problem, path: [...path, ...problem.path] });

const ownProblems = (claim: Claim, { readOnlyAttributes = [] }: TokenSettings): Problem[] => {
  const { name, from, tokens: reached, otherwise, appClients, exceptAppClients } = claim;
  const found: Problem[] = [];
  const say = (path: string, message: string) => found.push({ path: [path], message });
  if ("attribute" in from && !readOnlyAttributes.includes(from.attribute))
    say(
      "from",
      from.attribute.startsWith("custom:")
        ? `users may be able to write ${from.attribute}: name it in tokens.readOnlyAttributes, and in no app client's WriteAttributes`
        : `users can write ${from.attribute}: take a custom: attribute that no app client writes, or the PROFILE row`,
    );
  if (name === "aud" && !("appClientId" in from && reached.join() === "access" && otherwise === undefined))
    say("name", 'an audience is the app client: from: { appClientId: true }, tokens: ["access"], and no otherwise');
  if (appClients && exceptAppClients) say("appClients", "name appClients or exceptAppClients, not both");
  const fixed = "constant" in from ? [from.constant, otherwise] : [otherwise];
  if (reached.includes("id") && isSimple(name) && fixed.some((one) => typeof one === "object"))
    say("from", "Cognito takes no list and no object for this claim in the ID token");
  return found;
};

const togetherProblems = (claim: Claim, earlier: readonly Claim[], { suppress = [] }: TokenSettings): Problem[] => {
  const sameToken = (other: Pick<Claim, "tokens">) => other.tokens.some((token) => claim.tokens.includes(token));
  const twice = earlier.some((other) => other.name === claim.name && sameToken(other) && overlap(other, claim));
  const left = suppress.some((rule) => rule.claims.includes(claim.name) && sameToken(rule) && overlap(rule, claim));
  return [
    ...(twice
      ? [{ path: ["claims"], message: `"${claim.name}" is declared twice for the same token and app client` }]
      : []),
    ...(left ? [{ path: ["claims"], message: `"${claim.name}" is also suppressed, and that would win` }] : []),
  ];
};
