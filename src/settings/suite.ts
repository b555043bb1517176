import type { Brand } from "../templates/brand.ts";
import type { Language } from "../templates/languages.ts";
import type { Claim, TokenSettings } from "./claims.ts";
import type { GroupRule, Linking } from "./linking.ts";
import type { SignUp } from "./sign-up.ts";

export type Suite = {
  /** `default` is for every app client that `appClients` does not name. */
  brands: { default: Brand; [brand: string]: Brand };
  /** By app client id: the brand and language of people who come through it, and what else holds for their sign-up. */
  appClients: Record<string, { brand?: string; language?: Language; signUp?: Partial<SignUp> }>;
  language: Language;
  links: {
    /** The origin that verification links lead to. Left out: the suite's own pages. https only. */
    origin?: string;
  };
  signUp: SignUp;
  /** Left out: nobody is linked. */
  linking?: Linking;
  /** Groups that people are put into when they are confirmed. Left out or empty: none. */
  groups?: readonly GroupRule[];
  profile: {
    /** Further user attributes copied to the PROFILE row. */
    attributes: readonly string[];
  };
  claims: readonly Claim[];
  /** Scopes, groups and what else of the tokens is not Cognito's default. */
  tokens?: TokenSettings;
  /** Days an administrator's temporary password is valid; the pool and the invitation's words follow it. */
  temporaryPasswordDays: number;
  retention: {
    /** Days a sign-in row is kept. */
    signInDays: number;
    /** Days an outbox row is kept after its mail was sent. */
    sentMailDays: number;
    /** Days that the numbers of a day are kept; they hold no person. Left out: 400, a year and a month to compare it with. */
    statsDays?: number;
  };
};
