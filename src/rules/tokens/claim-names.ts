import type { ClaimValue } from "../../settings/claims.ts";

export type TokenName = "id" | "access";

/**
 * Claims that Cognito sets itself and that triggers cannot set.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const reserved: ReadonlySet<string> = new Set(
  "acr amr at_hash auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti scope sub token_use username version".split(
    " ",
  ),
);
/** `custom:` is included because it looks like an attribute, which users may be able to write. */
const prefixes = ["cognito:", "custom:", "dev:"];

/** Names that exist on every JavaScript object, which could confuse code that reads the token. */
const prototypeNames: ReadonlySet<string> = new Set(["prototype", ...Object.getOwnPropertyNames(Object.prototype)]);

/** OpenID Connect defines the types of these claims in the ID token. */
const simpleClaims: ReadonlySet<string> = new Set(["phone_number_verified", "email_verified", "updated_at", "address"]);

/** Claims that are never set, because they are Cognito's own or unsafe for readers. `aud` has its own rule. */
export const isReserved = (name: string): boolean =>
  reserved.has(name) || prototypeNames.has(name) || prefixes.some((prefix) => name.startsWith(prefix));

export const isSimpleClaim = (name: string): boolean => simpleClaims.has(name);

/** Whether Cognito can suppress the claim: not its reserved claims, but `dev:` attributes. */
export const maySuppress = (name: string): boolean =>
  name !== "aud" && (!isReserved(name) || name.startsWith("dev:") || name.startsWith("custom:"));

/** Whether Cognito accepts the claim: `aud` must be the app client, and simple claims cannot be objects. */
export const mayCarry = (
  token: TokenName,
  name: string,
  value: ClaimValue,
  appClientId: string | undefined,
): boolean => {
  if (name === "aud") return token === "access" && value === appClientId;
  return !isReserved(name) && !(token === "id" && isSimpleClaim(name) && typeof value === "object");
};
