/** The app sends the token of the widget as `captcha` in the validation data of the sign-up. */
export type Captcha = {
  provider: "turnstile" | "recaptcha" | "hcaptcha";
  /** The name of the secret key: of a Systems Manager parameter (SecureString), or of a Secrets Manager secret. */
  secret: { parameter: string } | { secret: string };
  hostnames: readonly string[];
  /** The action of the widget. Turnstile and reCAPTCHA v3 only. */
  action?: string;
  /** The minimum score of reCAPTCHA v3, 0 to 1. Default: the score is ignored. */
  leastScore?: number;
  /** What happens to users while the provider does not answer. */
  whenDown: "let-in" | "refuse";
};

/** Who may join. Default of each optional setting: allowed, or not required. */
export type SignUp = {
  /** Email domains that may join, with their subdomains. Empty: all. */
  allowedDomains: readonly string[];
  /** Email domains that may not join, with their subdomains. */
  deniedDomains: readonly string[];
  /** Domains of disposable addresses. If "refused", the functions are bundled with a list of them. */
  disposableDomains?: "allowed" | "refused";
  /** Domains of that list that may join anyway, in addition to `allowedDomains`. */
  notDisposable?: readonly string[];
  /** Addresses with a tag, such as `ada+tag@example.com`. */
  subAddresses?: "allowed" | "refused";
  /** Only addresses that `npx suite invite` has invited may join. */
  invitationOnly?: boolean;
  /** Sign-ups per address and hour, and therefore mails; 0: no limit. */
  perAddressAndHour: number;
  /** Sign-ups per email domain and hour, except for large public ones; 0: no limit. */
  perDomainAndHour?: number;
  /** The same for each large public domain, such as gmail.com; 0: no limit. */
  perPublicDomainAndHour?: number;
  captcha?: Captcha | false;
  /** Attributes that must not be empty. */
  requiredAttributes?: readonly string[];
  /** In years, by the attribute `birthdate`. */
  minimumAge?: number;
  /**
   * The terms that users accept. The attribute contains the version; without an attribute, `termsVersion` in the
   * validation data or client metadata of the sign-up does.
   */
  terms?: { version: string; attribute?: string } | false;
};
