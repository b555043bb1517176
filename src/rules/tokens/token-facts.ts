import type { PreTokenGenerationEvent } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";
import type { ClaimFacts } from "./claims.ts";
import type { CognitoValues } from "./token-response.ts";

/** The fields of a PROFILE row that tokens may use, because users cannot write them. */
export type ServerFields = { claims?: unknown; createdAt?: unknown; confirmedAt?: unknown };

const readStrings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string").map((item) => item.toWellFormed()) : [];

/** Tokens use seconds (RFC 7519, NumericDate). */
const toSeconds = (milliseconds: unknown): number | undefined =>
  typeof milliseconds === "number" ? Math.floor(milliseconds / 1_000) : undefined;

/** The app client that the token is for; undefined if the event has none. */
export const appClientIdOf = ({ callerContext }: Partial<PreTokenGenerationEvent>): string | undefined =>
  typeof callerContext?.clientId === "string" ? callerContext.clientId : undefined;

export const claimFactsOf = (
  event: PreTokenGenerationEvent,
  row: ServerFields | undefined,
  readOnlyAttributes: readonly string[] = [],
): ClaimFacts => {
  const { userAttributes, groupConfiguration } = event.request;
  const attributes = readOnlyAttributes.map((name) => [name, readAttribute(userAttributes, name)] as const);
  return {
    sub: readAttribute(userAttributes, "sub"),
    appClientId: appClientIdOf(event),
    groups: readStrings(groupConfiguration?.groupsToOverride),
    profileClaims: row?.claims,
    attributes: Object.fromEntries(attributes.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    createdAt: toSeconds(row?.createdAt),
    confirmedAt: toSeconds(row?.confirmedAt),
  };
};

/** Cognito's own values, which an override of groups replaces or which need space. */
export const cognitoValuesOf = ({ request }: PreTokenGenerationEvent): CognitoValues => {
  const { iamRolesToOverride, preferredRole } = request.groupConfiguration ?? {};
  const identities = readAttribute(request.userAttributes, "identities");
  return {
    iamRoles: readStrings(iamRolesToOverride),
    ...(typeof preferredRole === "string" && { preferredRole }),
    identityBytes: identities === undefined ? 0 : Buffer.byteLength(`"identities":${identities},`),
  };
};
