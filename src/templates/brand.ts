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
