/**
 * What the templates and MJML's standard components use in mails. Each entry was looked up in https://www.caniemail.com
 * for Apple Mail, Gmail, Outlook, ProtonMail, Samsung Email, Thunderbird and Yahoo. An entry that some of them do not
 * support says why mails may use it.
 */

const splitWords = (text: string): string[] => text.split(/\s+/);

/** Names that every mail client supports. */
const listKnownEverywhere = (names: string): Record<string, string> =>
  Object.fromEntries(splitWords(names).map((name) => [name, "known everywhere"]));

// Some clients remove doctype and body. Table layouts look the same without them, and the wrapper repeats language,
// direction and background.
export const tags: readonly string[] = splitWords(
  "html head title meta style body div table tbody thead tr th td caption a img br hr p h1 h2 h3 h4 ul ol li " +
    "b strong i em u s span small sub sup blockquote code",
);

/** Attributes. Mail clients keep or remove them regardless of the element. */
export const attributes: Record<string, string | RegExp> = {
  ...listKnownEverywhere(
    "align alt bgcolor border cellpadding cellspacing class colspan content dir height href http-equiv id lang media " +
      "name role rowspan scope src style title type valign width xmlns xmlns:o xmlns:v background",
  ),
  "aria-label": "names the wrapper for screen readers; if a client removes it, the heading that follows says the same",
  "aria-roledescription": "MJML writes it beside the label; if a client removes it, the wrapper is an article",
  target: "mail clients that do not support it open every link in a new window anyway",
};

const hidden = "hides the preview text, which display:none does in Outlook for Windows";
const offsets = "Outlook for Windows and Mac use their own, which are the same in a table without cell spacing";
const ground = "Outlook for Windows shows the colour, or the picture that MJML writes only for it";

/** CSS properties. A regular expression has the values that every client supports, or that are harmless. */
export const properties: Record<string, string | RegExp> = {
  ...listKnownEverywhere(
    "background background-color border border-bottom border-collapse border-color border-left border-right border-style " +
      "border-top border-width color direction font font-family font-size font-style font-weight letter-spacing " +
      "line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top padding " +
      "padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent text-transform " +
      "vertical-align -ms-interpolation-mode -ms-text-size-adjust -webkit-text-size-adjust",
  ),
  // Not every client supports fit-content, initial, flex and grid.
  width: /^(?:auto|\d\S*)$/,
  "max-width": /^(?:none|\d\S*)$/,
  display: /^(?:none|block|inline|inline-block|inline-table|table|table-row|table-cell)$/,
  // Only Outlook for Windows does not support it, and there nothing floats.
  float: /^none$/,
  "background-image": ground,
  "background-position": ground,
  "background-repeat": ground,
  "background-size": ground,
  "border-radius": "corners are square in Outlook for Windows",
  "border-spacing": offsets,
  "color-scheme": "says that the mail has a dark mode; mail clients that do not support it show the light mode",
  "supported-color-schemes": "the same for old versions of Apple Mail",
  // Clients that do not support it do the same by default.
  cursor: /^auto$/,
  height: "becomes min-height at Yahoo: a picture keeps its own height, and an empty cell does not grow",
  "max-height": hidden,
  opacity: hidden,
  overflow: hidden,
  outline: "MJML removes it from pictures, which have none in Outlook for Windows",
  "table-layout": offsets,
  "word-break":
    "at Yahoo, the long link stays on one line and widens the card on a phone; button and code are above it",
  "word-spacing": /^normal$/,
};

export const functions: readonly string[] = splitWords("rgb url");
export const units: readonly string[] = splitWords("px % em pt");

// Gmail does not show data: URLs and SVG.
export const pictures: readonly string[] = splitWords("png jpg jpeg gif");

/** In clients that do not support these, the mail is wide and light. */
export const atRules: readonly RegExp[] = [
  /^@media (?:only )?(?:screen and )?\((?:min|max)-width: ?\d+px\)$/,
  /^@media \(prefers-color-scheme: dark\)$/,
];

/** ProtonMail drops style sheets, and Outlook some selectors. Only dark mode and phone layouts need them. */
export const pseudoSelectors = /^:root$/;
