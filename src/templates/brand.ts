/** `#rrggbb`. */
export type Colour = `#${string}`;

/** What users see of a product. Each product that shares the pool has a brand. */
export type Brand = {
  /** Shown in subjects, headings and SMS texts; at most 24 characters, so that an SMS keeps to 140. */
  name: string;
  /** The https address of the product, which the logo and the welcome mail link to. */
  website: string;
  /** The https or email address that "need help?" links to. */
  support: string;
  /** The sender's postal address, for the footer of every mail. */
  address: string;
  /** An https image and its width in pixels. Default: the name as text. */
  logo?: { url: string; width: number };
  /**
   * `Name <address>`, the sender of the suite's own mails, within the stage's SES identity. Default: the stage's
   * sender. Mails with a code always come from the pool's sender.
   */
  sender?: string;
  /** The reply address of the suite's own mails. */
  replyTo?: string;
  /** The https origin of this brand's verification links. Default: `links.origin`. */
  linkOrigin?: string;
  colours: Palette & { dark: Palette };
};

export type Palette = {
  /** Button and links. */
  primary: Colour;
  onPrimary: Colour;
  /** Around the card. */
  background: Colour;
  /** The card itself. */
  surface: Colour;
  text: Colour;
  /** Small print. At least 4.5:1 against background and surface. */
  muted: Colour;
};
