import { machineSource } from "../../src/rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import type { Claims, TokenPair } from "./claims.ts";

/** What tokens say beside what stands in the trigger's event. Times in seconds. */
export type Issue = { issuer: string; now: number; idLife?: number; accessLife?: number; newId: () => string };

const hour = 3_600;

/** Cognito leaves a claim out rather than say `null` or an empty list. */
const withoutEmpty = (claims: Claims): Claims =>
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

/** Verified flags are booleans and `identities` a list in ID tokens, all other attributes strings. */
const attributeValue = (name: string, value: unknown): unknown => {
  if (name.endsWith("_verified")) return value === "true";
  return name === "identities" ? parseJson(String(value)) : value;
};

/** Attributes such as `cognito:user_status` tell triggers about the user, and no token. */
const attributeClaims = ({ request }: PreTokenGenerationEvent): Claims =>
  Object.fromEntries(
    Object.entries(request.userAttributes ?? {})
      .filter(([name]) => !name.startsWith("cognito:"))
      .map(([name, value]) => [name, attributeValue(name, value)]),
  );

/**
 * The claims that Cognito itself puts into the tokens of an event. A machine gets no ID token.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const tokensBefore = (event: PreTokenGenerationEvent, issue: Issue): TokenPair => {
  const { userName, callerContext, request, triggerSource } = event;
  const { issuer: iss, now, idLife = hour, accessLife = hour, newId } = issue;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = request.groupConfiguration ?? {};
  const clientId = callerContext.clientId ?? undefined;
  const issued = (life: number) => ({ iss, auth_time: now, iat: now, exp: now + life });
  const access = (first: Claims, last: Claims = {}): Claims =>
    withoutEmpty({
      ...issued(accessLife),
      ...first,
      client_id: clientId,
      token_use: "access",
      scope: (request.scopes ?? []).join(" "),
      version: 2,
      jti: newId(),
      ...last,
    });
  if (triggerSource === machineSource) return { id: {}, access: access({ sub: clientId }) };
  const person = {
    sub: request.userAttributes?.["sub"],
    "cognito:groups": groupsToOverride,
    origin_jti: newId(),
    event_id: newId(),
  };
  return {
    id: withoutEmpty({
      ...attributeClaims(event),
      ...issued(idLife),
      ...person,
      "cognito:roles": iamRolesToOverride,
      "cognito:preferred_role": preferredRole,
      "cognito:username": userName,
      aud: clientId,
      token_use: "id",
      jti: newId(),
    }),
    access: access(person, { username: userName }),
  };
};
