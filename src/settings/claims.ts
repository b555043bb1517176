/** What a claim may say: JSON without `null`. Version 1 events carry text only, so there everything else is sent as JSON text. */
export type ClaimValue = string | number | boolean | readonly ClaimValue[] | { readonly [key: string]: ClaimValue };

/** What a computed claim is made of: nothing in it can be written by a user or a caller. */
export type Person = {
  sub: string | undefined;
  /** The app client whose token it is. */
  appClientId: string | undefined;
  /** The groups of the user pool that the person is in. */
  groups: readonly string[];
  /** Of the PROFILE row's `claims`, those that the claim lists as `profileClaims`; empty when the row could not be read. */
  claims: Readonly<Record<string, unknown>>;
  /** Of the attributes, those that are listed in `tokens.readOnlyAttributes`. */
  attributes: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  createdAt: number | undefined;
  /** Seconds since 1970. */
  confirmedAt: number | undefined;
};

/** Where a claim's value comes from. None of these can be written by a user. */
export type ClaimSource =
  | { constant: ClaimValue }
  /** A key of the PROFILE row's server-side `claims` map. */
  | { profileClaim: string }
  /** A time of the PROFILE row that no user can set; in seconds since 1970, as tokens count. */
  | { profile: "createdAt" | "confirmedAt" }
  /** A pool attribute that `tokens.readOnlyAttributes` names. */
  | { attribute: string }
  /** The names of the user's groups, mapped; a group that is not listed gives nothing. */
  | { groups: Record<string, string> }
  /** The id of the app client whose token it is. The only source that `aud` may have, in the access token. */
  | { appClientId: true }
  /**
   * A function of your own: synchronous, quick, and of nothing but the person. What it throws, and what is no claim value,
   * is as if it had no value. `profileClaims` names the keys of the PROFILE row's `claims` that it sees.
   */
  | { compute: (person: Person) => ClaimValue | undefined; profileClaims?: readonly string[] };

/** Which app clients something is for: these alone, or all but these. Left out: all. */
export type ForAppClients = { appClients?: readonly string[]; exceptAppClients?: readonly string[] };

export type Claim = ForAppClients & {
  name: string;
  from: ClaimSource;
  /** Version 1 events reach the ID token only. */
  tokens: ReadonlyArray<"id" | "access">;
  /** The least-privilege value when the source has none, or one too large. Left out: the claim is omitted. */
  otherwise?: ClaimValue;
  /** A token without this claim is not issued: the person cannot sign in until it can be had. */
  required?: boolean;
  /** Where a token would have more than 1,400 bytes of claims, the lowest goes first; 0 where left out. */
  priority?: number;
};

/** Claims of Cognito's own that are left out, such as `given_name`. */
export type Suppression = ForAppClients & { claims: readonly string[]; tokens: ReadonlyArray<"id" | "access"> };

/** A rule of what to add and remove; `inGroups` limits it to people who are in one of these. Removing wins. */
export type ChangeRule = ForAppClients & {
  add?: readonly string[];
  remove?: readonly string[];
  inGroups?: readonly string[];
};

export type TokenSettings = {
  /**
   * `custom:` attributes that no app client has among its WriteAttributes, so that only your backend writes them. Claims
   * may come from these and no others.
   */
  readOnlyAttributes?: readonly string[];
  suppress?: readonly Suppression[];
  /** Of the access token, in version 2 and 3 events. Machines get those of rules that name their app client in `appClients`. */
  scopes?: readonly ChangeRule[];
  /** `cognito:groups` of both tokens. Where no rule changes them they stay as they are. */
  groups?: readonly ChangeRule[];
};
