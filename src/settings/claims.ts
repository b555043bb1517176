/** JSON without `null`. Version 1 events accept strings only, so other values are sent as JSON strings. */
export type ClaimValue = string | number | boolean | readonly ClaimValue[] | { readonly [key: string]: ClaimValue };

/** The input of a computed claim. Users and callers cannot write any of it. */
export type Person = {
  sub: string | undefined;
  /** The app client that the token is for. */
  appClientId: string | undefined;
  /** The user's groups in the user pool. */
  groups: readonly string[];
  /** The keys of the PROFILE row's `claims` in `profileClaims`; empty if the row could not be read. */
  claims: Readonly<Record<string, unknown>>;
  /** The attributes that are listed in `tokens.readOnlyAttributes`. */
  attributes: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  createdAt: number | undefined;
  /** Seconds since 1970. */
  confirmedAt: number | undefined;
};

/** The source of a claim's value. Users cannot write any of these. */
export type ClaimSource =
  | { constant: ClaimValue }
  /** A key of the PROFILE row's server-side `claims` map. */
  | { profileClaim: string }
  /** A time of the PROFILE row that users cannot set, in seconds since 1970, as in other token claims. */
  | { profile: "createdAt" | "confirmedAt" }
  /** A pool attribute that is listed in `tokens.readOnlyAttributes`. */
  | { attribute: string }
  /** Maps the user's groups to values. Groups that are not listed are ignored. */
  | { groups: Record<string, string> }
  /** The id of the app client that the token is for. In the access token, `aud` accepts no other source. */
  | { appClientId: true }
  /**
   * Your own function: synchronous, fast, and dependent on the person only. If it throws or returns an invalid value,
   * the claim has no value. `profileClaims` lists the keys of the PROFILE row's `claims` that it gets.
   */
  | { compute: (person: Person) => ClaimValue | undefined; profileClaims?: readonly string[] };

/** Only these app clients, or all except these. Default: all. */
export type ForAppClients = { appClients?: readonly string[]; exceptAppClients?: readonly string[] };

export type Claim = ForAppClients & {
  name: string;
  from: ClaimSource;
  /** Version 1 events change the ID token only. */
  tokens: ReadonlyArray<"id" | "access">;
  /** The least-privilege value if the source has none, or one that is too large. Default: no claim. */
  otherwise?: ClaimValue;
  /** If the claim has no value, no token is issued and the user cannot sign in. */
  required?: boolean;
  /** If the claims of a token exceed 1,400 bytes, the claim with the lowest priority is removed first. Default: 0. */
  priority?: number;
};

/** Cognito's own claims to remove, such as `given_name`. */
type Suppression = ForAppClients & { claims: readonly string[]; tokens: ReadonlyArray<"id" | "access"> };

/** What to add and remove. `inGroups` limits the rule to members of one of these groups. Removing wins. */
export type ChangeRule = ForAppClients & {
  add?: readonly string[];
  remove?: readonly string[];
  inGroups?: readonly string[];
};

export type TokenSettings = {
  /** `custom:` attributes in no app client's WriteAttributes, so that only your backend writes them. */
  readOnlyAttributes?: readonly string[];
  suppress?: readonly Suppression[];
  /** For access tokens of version 2 and 3 events. Machines need rules that name their app client. */
  scopes?: readonly ChangeRule[];
  /** `cognito:groups` of both tokens. Without a matching rule, they stay unchanged. */
  groups?: readonly ChangeRule[];
};
