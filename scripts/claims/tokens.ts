import { applyOverrides, type Claims, type TokenPair } from "../../local/cognito/claims.ts";
import type { PreTokenGenerationEvent } from "../../src/cognito-event.ts";
import { machineSource } from "../../src/rules/token-sources.ts";

const hour = 3_600;
/** Cognito's ids are UUIDs; one that never changes keeps two prints comparable. */
const id = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;

const filled = (claims: Record<string, unknown>): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== null));

const listed = (values: readonly string[] | null | undefined) => (values?.length ? values : undefined);

const attributeValue = (name: string, value: unknown): unknown => {
  if (name.endsWith("_verified")) return value === "true";
  return name === "identities" ? JSON.parse(String(value)) : value;
};

/** An attribute's name begins with `cognito:` where it tells of the user, and then it is no claim. */
const attributesOf = ({ request }: PreTokenGenerationEvent): Claims =>
  Object.fromEntries(
    Object.entries(request.userAttributes ?? {})
      .filter(([name]) => !name.startsWith("cognito:"))
      .map(([name, value]) => [name, attributeValue(name, value)]),
  );

/**
 * The claims that Cognito makes of an event by itself, by its pages about the two tokens. `now` in seconds since 1970.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export const tokensBefore = (event: PreTokenGenerationEvent, now: number): TokenPair => {
  const { region, userPoolId, userName, callerContext, request, triggerSource } = event;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = request.groupConfiguration ?? {};
  const common = {
    iss: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`,
    auth_time: now,
    iat: now,
    exp: now + hour,
  };
  const scope = (request.scopes ?? []).join(" ");
  const clientId = callerContext.clientId ?? undefined;
  if (triggerSource === machineSource)
    return {
      id: {},
      access: filled({
        ...common,
        sub: clientId,
        token_use: "access",
        scope,
        version: 2,
        jti: id("01"),
        client_id: clientId,
      }),
    };
  const person = {
    ...common,
    sub: request.userAttributes?.["sub"],
    "cognito:groups": listed(groupsToOverride),
    origin_jti: id("02"),
    event_id: id("03"),
  };
  return {
    id: filled({
      ...attributesOf(event),
      ...person,
      "cognito:roles": listed(iamRolesToOverride),
      "cognito:preferred_role": preferredRole,
      "cognito:username": userName,
      aud: clientId,
      token_use: "id",
      jti: id("04"),
    }),
    access: filled({
      ...person,
      client_id: clientId,
      token_use: "access",
      scope,
      version: 2,
      jti: id("05"),
      username: userName,
    }),
  };
};

type First = {
  claimsToAddOrOverride?: Claims;
  claimsToSuppress?: readonly string[];
  groupOverrideDetails?: object;
};

/** The claims after the trigger's response, and what of it Cognito would not take. A version 1 response reaches the ID token. */
export const tokensAfter = (before: TokenPair, response: Record<string, unknown>) => {
  const first = response["claimsOverrideDetails"] as First | null | undefined;
  if (!first) return applyOverrides(before, response);
  const { groupOverrideDetails, ...idTokenGeneration } = first;
  return applyOverrides(before, {
    claimsAndScopeOverrideDetails: { idTokenGeneration, ...(groupOverrideDetails && { groupOverrideDetails }) },
  });
};

const base64Length = (bytes: number): number => Math.ceil((bytes * 4) / 3);
/** `kid` has 44 characters, as in the pools of AWS. */
const header = JSON.stringify({ kid: "x".repeat(44), alg: "RS256" });
/** RS256 with the 2,048 bits of Cognito's keys. */
const signature = 256;

/** Bytes of the signed token with these claims: three parts in base64url, and two dots. */
export const tokenBytes = (claims: Claims): number =>
  base64Length(header.length) + base64Length(Buffer.byteLength(JSON.stringify(claims))) + base64Length(signature) + 2;
