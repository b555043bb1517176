import type { Brand } from "../templates/brand.ts";
import type { Language } from "../templates/languages.ts";
import type { Claim, TokenSettings } from "./claims.ts";
import type { GroupRule, Linking } from "./linking.ts";
import type { SignUp } from "./sign-up.ts";

/** A year and a month to compare with it. */
export const defaultStatsDays = 400;

export type Suite = {
  /** `default` applies to every app client that `appClients` does not name. */
  brands: { default: Brand; [brand: string]: Brand };
  /** By app client id: the brand and language of its users, and the sign-up settings that differ. */
  appClients: Record<string, { brand?: string; language?: Language; signUp?: Partial<SignUp> }>;
  language: Language;
  links: {
    /** The origin of verification links, https only. Default: the suite's own pages. */
    origin?: string;
  };
  signUp: SignUp;
  /** Default: no user is linked. */
  linking?: Linking;
  /** Groups that users are added to when they are confirmed. Default: none. */
  groups?: readonly GroupRule[];
  profile: {
    /** Additional user attributes to copy to the PROFILE row. */
    attributes: readonly string[];
  };
  claims: readonly Claim[];
  /** Changes to the scopes, groups and other claims of Cognito's tokens. */
  tokens?: TokenSettings;
  /** Days that an administrator's temporary password is valid. The pool and the invitation use this value. */
  temporaryPasswordDays: number;
  retention: {
    signInDays: number;
    /** Counted from when the mail was sent. */
    sentMailDays: number;
    /** Days that the daily numbers are kept; they contain no personal data. Default: `defaultStatsDays`. */
    statsDays?: number;
  };
};
