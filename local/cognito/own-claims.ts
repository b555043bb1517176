import { machineSource } from "../../src/rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import type { Claims, TokenPair } from "./claims.ts";

/** Values of tokens that are not in the trigger's event. Times in seconds. */
type Issue = { issuer: string; now: number; idLife?: number; accessLife?: number; newId: () => string };

const hour = 3_600;

/** Cognito omits claims that are `null` or an empty list. */
const removeEmpty = (claims: Claims): Claims =>
  Object.fromEntries(
    Object.entries(claims).filter(
      ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** In ID tokens, verified flags are booleans, `identities` is a list, and all other attributes are strings. */
const toClaimValue = (name: string, value: unknown): unknown => {
  if (name.endsWith("_verified")) return value === "true";
  return name === "identities" ? parseJson(String(value)) : value;
};

/** Attributes such as `cognito:user_status` are in events and not in tokens. */
const listAttributeClaims = ({ request }: PreTokenGenerationEvent): Claims =>
  Object.fromEntries(
    Object.entries(request.userAttributes ?? {})
      .filter(([name]) => !name.startsWith("cognito:"))
      .map(([name, value]) => [name, toClaimValue(name, value)]),
  );

/**
 * The claims that Cognito itself adds to the tokens of an event. A machine gets no ID token.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const newTokens = (event: PreTokenGenerationEvent, issue: Issue): TokenPair => {
  const { userName, callerContext, request, triggerSource } = event;
  const { issuer: iss, now, idLife = hour, accessLife = hour, newId } = issue;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = request.groupConfiguration ?? {};
  const clientId = callerContext.clientId ?? undefined;
  const newIssueClaims = (life: number) => ({ iss, auth_time: now, iat: now, exp: now + life });
  const newAccessClaims = (first: Claims, last: Claims = {}): Claims =>
    removeEmpty({
      ...newIssueClaims(accessLife),
      ...first,
      client_id: clientId,
      token_use: "access",
      scope: (request.scopes ?? []).join(" "),
      version: 2,
      jti: newId(),
      ...last,
    });
  if (triggerSource === machineSource) return { id: {}, access: newAccessClaims({ sub: clientId }) };
  const person = {
    sub: request.userAttributes?.["sub"],
    "cognito:groups": groupsToOverride,
    origin_jti: newId(),
    event_id: newId(),
  };
  return {
    id: removeEmpty({
      ...listAttributeClaims(event),
      ...newIssueClaims(idLife),
      ...person,
      "cognito:roles": iamRolesToOverride,
      "cognito:preferred_role": preferredRole,
      "cognito:username": userName,
      aud: clientId,
      token_use: "id",
      jti: newId(),
    }),
    access: newAccessClaims(person, { username: userName }),
  };
};
