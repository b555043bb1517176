/** How a person shows that they are one. The app sends what the widget gave it as `captcha` in the sign-up's validation data. */
export type Captcha = {
  provider: "turnstile" | "recaptcha" | "hcaptcha";
  /** The name of the secret key: of a parameter (SecureString) of Systems Manager, or of a secret of Secrets Manager. */
  secret: { parameter: string } | { secret: string };
  /** The hosts that the widget stands on. */
  hostnames: readonly string[];
  /** What the widget was told as its action. Turnstile and reCAPTCHA v3. */
  action?: string;
  /** The least score of reCAPTCHA v3, 0 to 1. Left out: the score is not looked at. */
  leastScore?: number;
  /** What happens to people while the provider does not answer. */
  whenDown: "let-in" | "refuse";
};

/** Who may join. What is left out is allowed, or not asked for. */
export type SignUp = {
  /** Mail domains that may join, with their subdomains. Empty: all. */
  allowedDomains: readonly string[];
  /** Mail domains that may not join, with their subdomains. */
  deniedDomains: readonly string[];
  /** Domains that give out addresses to be thrown away, by the list that is bundled when this says "refused". */
  disposableDomains?: "allowed" | "refused";
  /** Domains of that list that may join all the same; so may all of `allowedDomains`. */
  notDisposable?: readonly string[];
  /** Addresses with a tag, such as `ada+tag@example.com`. */
  subAddresses?: "allowed" | "refused";
  /** Only people that `npx suite invite` has invited. */
  invitationOnly?: boolean;
  /** Sign-ups, and with them mails, that one address may have in an hour; 0: any number. */
  perAddressAndHour: number;
  /** Sign-ups that one mail domain may have in an hour, the large public ones aside; 0: any number. */
  perDomainAndHour?: number;
  /** The same for each of the large public ones, such as gmail.com; 0: any number. */
  perPublicDomainAndHour?: number;
  captcha?: Captcha | false;
  /** Attributes that nobody may leave empty. */
  requiredAttributes?: readonly string[];
  /** Years, by the attribute `birthdate`. */
  minimumAge?: number;
  /**
   * The terms that a person says they accept: the attribute says this version, or, without one, `termsVersion` in the
   * sign-up's validation data or client metadata.
   */
  terms?: { version: string; attribute?: string } | false;
};
