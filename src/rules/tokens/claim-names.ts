import type { ClaimValue } from "../../settings/claims.ts";

export type TokenName = "id" | "access";

/**
 * Claims that Cognito makes itself and lets no trigger set.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const reserved: ReadonlySet<string> = new Set(
  "acr amr at_hash auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti scope sub token_use username version".split(
    " ",
  ),
);
/** `custom:` is among them: it reads as an attribute, and an attribute is what a user may have written. */
const prefixes = ["cognito:", "custom:", "dev:"];

/** Names that mean something else on every JavaScript object, for whoever reads the token into one. */
const prototypeNames: ReadonlySet<string> = new Set(["prototype", ...Object.getOwnPropertyNames(Object.prototype)]);

/** In the ID token these have the type that OpenID Connect gives them. */
const simpleClaims: ReadonlySet<string> = new Set(["phone_number_verified", "email_verified", "updated_at", "address"]);

/** Whether a claim of this name is Cognito's own or a danger to readers, and so is never set; `aud` has a rule of its own. */
export const isReserved = (name: string): boolean =>
  reserved.has(name) || prototypeNames.has(name) || prefixes.some((prefix) => name.startsWith(prefix));

/** Whether a claim may be no list and no object in the ID token. */
export const isSimpleClaim = (name: string): boolean => simpleClaims.has(name);

/** Whether Cognito suppresses a claim of this name: what it keeps for itself stays, but for `dev:` attributes. */
export const maySuppress = (name: string): boolean =>
  name !== "aud" && (!isReserved(name) || name.startsWith("dev:") || name.startsWith("custom:"));

/** Whether Cognito takes this claim into this token: an audience has to be the app client, and some are no lists or objects. */
export const mayCarry = (
  token: TokenName,
  name: string,
  value: ClaimValue,
  appClientId: string | undefined,
): boolean => {
  if (name === "aud") return token === "access" && value === appClientId;
  return !isReserved(name) && !(token === "id" && isSimpleClaim(name) && typeof value === "object");
};
