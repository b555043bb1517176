/** When a federated first sign-in is linked to an existing account; see docs/linking.md. */
export type Linking = {
  /** Identity providers, by their names in the pool, that verify email addresses and map `email_verified`. */
  trustedProviders: readonly string[];
  /**
   * The email domains, without their subdomains, that a trusted provider may vouch for, by provider name. Default: all.
   * A provider that a customer runs can claim any address, so limit it to the customer's own domains.
   */
  trustedDomains?: Readonly<Record<string, readonly string[]>>;
  /** Other providers of the pool whose names begin with the name of a trusted provider, so that they are told apart. */
  otherProviders?: readonly string[];
  /** If an account has the address but cannot be linked: create a second user (default), or refuse. */
  otherwise?: "new-user" | "refuse";
  /** If Cognito does not answer: refuse (default), because a second user can never be linked, or create one. */
  whenDown?: "refuse" | "new-user";
  /** After the first sign-in is linked: continue (default), or refuse with `[SU-LINKED]`. */
  afterLinking?: "continue" | "sign-in-again";
};

export const linkingDefaults = { otherwise: "new-user", whenDown: "refuse" } as const satisfies Partial<Linking>;

/** A group for every confirmed user who matches all conditions of the rule. */
export type GroupRule = {
  /** A group of the pool. The stack creates the groups that are named here. */
  group: string;
  /** The app client that users confirmed through. */
  appClient?: string;
  /**
   * The domain of the verified email address, without its subdomains. For federated users, it counts only if the rule
   * also names their `provider`, because the address is only as reliable as the provider.
   */
  domain?: string;
  /** The identity provider of the user, by its name in the pool; `Cognito` for users with a password. */
  provider?: string;
};
