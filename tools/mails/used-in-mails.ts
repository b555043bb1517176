/**
 * All that the templates, and MJML's standard components, put into a mail. Each entry was looked up in the data of
 * https://www.caniemail.com for Apple Mail, Gmail, Outlook, ProtonMail, Samsung Email, Thunderbird and Yahoo. What some
 * of them do not know has the reason why it may be used all the same.
 */

const words = (text: string): string[] => text.split(/\s+/);

/** Names that every mail program knows. */
const everywhere = (names: string): Record<string, string> =>
  Object.fromEntries(words(names).map((name) => [name, "known everywhere"]));

// HTML has to have a doctype and a body; where they are taken out, layout by tables looks the same, and language,
// direction and background stand on the wrapper too.
export const tags: readonly string[] = words(
  "html head title meta style body div table tbody thead tr th td caption a img br hr p h1 h2 h3 h4 ul ol li " +
    "b strong i em u s span small sub sup blockquote code",
);

/** An element's attributes, which mail programs take out or keep whatever it is. */
export const attributes: Record<string, string | RegExp> = {
  ...everywhere(
    "align alt bgcolor border cellpadding cellspacing class colspan content dir height href http-equiv id lang media " +
      "name role rowspan scope src style title type valign width xmlns xmlns:o xmlns:v background",
  ),
  "aria-label": "names the wrapper for screen readers; where it is taken out, the heading comes next and says the same",
  "aria-roledescription": "MJML's, beside the label; where it is taken out, the wrapper is an article",
  target: "mail programs that do not know it open every link in a new window anyway",
};

const hidden = "hides the preview text, which display:none does in Outlook for Windows";
const offsets = "Outlook for Windows and for the Mac keep their own, which is the same in a table without cell spacing";
const ground = "Outlook for Windows shows the colour, or the picture that MJML writes for it alone";

/** CSS properties; a regular expression is for those of which only these values are known, or harmless. */
export const properties: Record<string, string | RegExp> = {
  ...everywhere(
    "background background-color border border-bottom border-collapse border-color border-left border-right border-style " +
      "border-top border-width color direction font font-family font-size font-style font-weight letter-spacing " +
      "line-height list-style list-style-type margin margin-bottom margin-left margin-right margin-top padding " +
      "padding-bottom padding-left padding-right padding-top text-align text-decoration text-indent text-transform " +
      "vertical-align -ms-interpolation-mode -ms-text-size-adjust -webkit-text-size-adjust",
  ),
  // fit-content and initial are not known everywhere, nor are flex and grid.
  width: /^(?:auto|\d\S*)$/,
  "max-width": /^(?:none|\d\S*)$/,
  display: /^(?:none|block|inline|inline-block|inline-table|table|table-row|table-cell)$/,
  // Only Outlook for Windows does not know it, and has nothing that floats.
  float: /^none$/,
  "background-image": ground,
  "background-position": ground,
  "background-repeat": ground,
  "background-size": ground,
  "border-radius": "corners are square in Outlook for Windows",
  "border-spacing": offsets,
  "color-scheme": "says that the mail has a dark mode; mail programs that do not know it show the light one",
  "supported-color-schemes": "the same for old versions of Apple Mail",
  // Where it is not known, the value is what that client does anyway.
  cursor: /^auto$/,
  height: "becomes min-height at Yahoo: a picture keeps its own height, and an empty cell has no more than this",
  "max-height": hidden,
  opacity: hidden,
  overflow: hidden,
  outline: "MJML takes it from pictures, which have none in Outlook for Windows",
  "table-layout": offsets,
  "word-break": "at Yahoo the long link stays in one line and widens the card on a phone; button and code are above it",
  "word-spacing": /^normal$/,
};

/** `mso-…` is Outlook for Windows' own, and what no other client reads. */
export const functions: readonly string[] = words("rgb url");
export const units: readonly string[] = words("px % em pt");

// Gmail shows no data: address, and no SVG.
export const pictures: readonly string[] = words("png jpg jpeg gif");

/** Where these are not known, the mail is wide and light, as its elements say. */
export const atRules: readonly RegExp[] = [
  /^@media (?:only )?(?:screen and )?\((?:min|max)-width: ?\d+px\)$/,
  /^@media \(prefers-color-scheme: dark\)$/,
];

/** ProtonMail drops style sheets, and Outlook some selectors: only dark mode and phones, which they do not have, need one. */
export const pseudoSelectors = /^:root$/;
