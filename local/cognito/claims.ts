/**
 * The changes that a pre token generation trigger may make to tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export type Claims = Record<string, unknown>;
export type TokenPair = { id: Claims; access: Claims };
type ChangedTokens = TokenPair & { refused: string[] };

type ClaimChanges = { claimsToAddOrOverride?: Claims | null; claimsToSuppress?: readonly string[] | null };
type AccessChanges = ClaimChanges & {
  scopesToAdd?: readonly string[] | null;
  scopesToSuppress?: readonly string[] | null;
};
type Groups = {
  groupsToOverride?: readonly string[] | null;
  iamRolesToOverride?: readonly string[] | null;
  preferredRole?: string | null;
};
type Details = {
  idTokenGeneration?: ClaimChanges | null;
  accessTokenGeneration?: AccessChanges | null;
  groupOverrideDetails?: Groups | null;
};

const reserved = new Set(
  `acr amr at_hash auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti sub token_use
  version username aud`.split(/\s+/),
);
/** In the ID token, these keep the type of OpenID Connect. */
const simple = new Set(["phone_number_verified", "email_verified", "updated_at", "address"]);

const isReserved = (name: string): boolean => reserved.has(name) || name.startsWith("cognito:");

const mayAdd = (token: "id" | "access", name: string, value: unknown, clientId: unknown): boolean => {
  if (name === "aud") return token === "access" && value === clientId;
  if (isReserved(name) || name.startsWith("dev:")) return false;
  return !(token === "id" && simple.has(name) && typeof value === "object" && value !== null);
};

const changeClaims = (
  token: "id" | "access",
  claims: Claims,
  changes: ClaimChanges,
  clientId: unknown,
): { claims: Claims; refused: string[] } => {
  const added = Object.entries(changes.claimsToAddOrOverride ?? {});
  const suppressed = changes.claimsToSuppress ?? [];
  const accepted = added.filter(([name, value]) => mayAdd(token, name, value, clientId));
  const refusedAdditions = added.filter((entry) => !accepted.includes(entry)).map(([name]) => `${token}: ${name}`);
  const refusedSuppressions = suppressed.filter(isReserved).map((name) => `${token}: suppress ${name}`);
  // If a trigger adds and suppresses a claim, it is suppressed.
  const kept = Object.entries({ ...claims, ...Object.fromEntries(accepted) }).filter(
    ([name]) => isReserved(name) || !suppressed.includes(name),
  );
  return { claims: Object.fromEntries(kept), refused: [...refusedAdditions, ...refusedSuppressions] };
};

const changeScopes = (scope: unknown, { scopesToAdd, scopesToSuppress }: AccessChanges): string => {
  const added = (scopesToAdd ?? []).filter((name) => !/\s/.test(name));
  const scopes = new Set([...String(scope).split(" "), ...added]);
  return [...scopes].filter((name) => !scopesToSuppress?.includes(name)).join(" ");
};

/** An override replaces all three claims. Those that it leaves empty are not in the tokens. */
const changeGroups = (claims: Claims, groups: Groups, withRoles: boolean): Claims => {
  const { "cognito:groups": _groups, "cognito:roles": _roles, "cognito:preferred_role": _role, ...rest } = claims;
  return {
    ...rest,
    ...(groups.groupsToOverride?.length ? { "cognito:groups": groups.groupsToOverride } : {}),
    ...(withRoles && groups.iamRolesToOverride?.length ? { "cognito:roles": groups.iamRolesToOverride } : {}),
    ...(withRoles && groups.preferredRole ? { "cognito:preferred_role": groups.preferredRole } : {}),
  };
};

type Response = {
  /** Of version 1, which changes only the ID token. */
  claimsOverrideDetails?: (ClaimChanges & Pick<Details, "groupOverrideDetails">) | null;
  claimsAndScopeOverrideDetails?: Details | null;
};

const detailsOf = ({ claimsOverrideDetails: first, claimsAndScopeOverrideDetails: details }: Response) =>
  first ? { idTokenGeneration: first, groupOverrideDetails: first.groupOverrideDetails ?? null } : details;

/** Applies the trigger's response. `refused` has what Cognito would not accept. */
export const changeTokens = (before: TokenPair, response: object): ChangedTokens => {
  const details: Details | null | undefined = detailsOf(response);
  if (!details || Array.isArray(details)) return { ...before, refused: [] };
  const clientId = before.access["client_id"];
  const id = changeClaims("id", before.id, details.idTokenGeneration ?? {}, clientId);
  const access = changeClaims("access", before.access, details.accessTokenGeneration ?? {}, clientId);
  const scope = changeScopes(before.access["scope"], details.accessTokenGeneration ?? {});
  const groups = details.groupOverrideDetails;
  return {
    id: groups ? changeGroups(id.claims, groups, true) : id.claims,
    access: { ...(groups ? changeGroups(access.claims, groups, false) : access.claims), scope },
    refused: [...id.refused, ...access.refused],
  };
};
