/** When a federated first sign-in becomes a further way into an account that exists; see docs/linking.md. */
export type Linking = {
  /**
   * Names of identity providers, exactly as the pool has them, that verify mail addresses themselves and whose
   * `email_verified` is mapped.
   */
  trustedProviders: readonly string[];
  /**
   * Mail domains, without their subdomains, that a trusted provider may vouch for, by its name; left out: all. A provider
   * that one of your customers runs can say anything of everybody's address, so give it the customer's own.
   */
  trustedDomains?: Readonly<Record<string, readonly string[]>>;
  /** The pool's further providers whose names begin as a trusted one's, so that none is taken for it. */
  otherProviders?: readonly string[];
  /** Whoever has the address of an account and may not be linked: a new user beside it (left out), or a refusal. */
  otherwise?: "new-user" | "refuse";
  /** Cognito did not answer in time: a refusal (left out), for a second user can never be linked later, or a new user. */
  whenDown?: "refuse" | "new-user";
  /** What the first sign-in does after it was linked: it goes on (left out), or it is refused with `[SU-LINKED]`. */
  afterLinking?: "continue" | "sign-in-again";
};

/** A group for everybody who is confirmed and fits all that the rule names. */
export type GroupRule = {
  /** A group of the pool; the stack makes those that are named here. */
  group: string;
  /** The app client they confirmed through. */
  appClient?: string;
  /**
   * The domain of their verified mail address, without its subdomains. For people of an identity provider it counts only
   * where `provider` is named, too: their addresses are as good as its word.
   */
  domain?: string;
  /** The identity provider they came from, as the pool names it; `Cognito` for those with a password. */
  provider?: string;
};
