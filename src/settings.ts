import type { Claim, TokenSettings } from "./claim-settings.ts";
import type { GroupRule, Linking } from "./linking-settings.ts";
import type { SignUp } from "./sign-up-settings.ts";
import type { Language } from "./templates/languages.ts";

/** `#rrggbb`. */
export type Colour = `#${string}`;

/** What a reader sees of a product: one per product that shares the pool. */
export type Brand = {
  /** Shown in subjects, headings and SMS texts; at most 24 characters, so that an SMS keeps to 140. */
  name: string;
  /** The product's own address, where the logo and the welcome mail lead. https only. */
  website: string;
  /** Where "need help?" leads: an https address or a mail address. */
  support: string;
  /** The sender's postal address, in the foot of every mail. */
  address: string;
  /** An https picture, shown at this width in pixels; without it the name is written. */
  logo?: { url: string; width: number };
  /**
   * `Name <address>` that the suite's own mails come from, within the stage's SES identity; left out: the stage's sender.
   * Mails with a code come from the pool's one sender, whatever the brand.
   */
  sender?: string;
  /** Where answers to the suite's own mails go. */
  replyTo?: string;
  /** The origin that this brand's verification links lead to; left out: `links.origin`. https only. */
  linkOrigin?: string;
  colours: Palette & { dark: Palette };
};

export type Palette = {
  /** Button and links. */
  primary: Colour;
  /** Text on the button. */
  onPrimary: Colour;
  /** Around the card. */
  background: Colour;
  /** The card itself. */
  surface: Colour;
  text: Colour;
  /** Small print. At least 4.5:1 against background and surface. */
  muted: Colour;
};

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
