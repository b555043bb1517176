import type { Client } from "./data.ts";

/** What the mails use although some clients do not know it; without the reason, it would be a fault. */
export type Waiver = { feature: string; uses: RegExp; clients: readonly Client[]; reason: string };

const gmail = ["gmail.android", "gmail.desktop-webmail", "gmail.ios"] as const;
const yahoo = ["yahoo.android", "yahoo.desktop-webmail", "yahoo.ios"] as const;
const outlook = ["outlook.android", "outlook.ios", "outlook.macos", "outlook.outlook-com", "outlook.windows"] as const;

const noStyleSheet =
  "ProtonMail drops style sheets on the web. All that light mode shows stands in the elements; what is lost is dark mode, which ProtonMail does itself";
const hidden = "hides the preview text, which display:none does there";
const ignored = "has no effect where it is not known, and the value is what that client does anyway";

/** Every waiver names the very use and clients: another use of the same feature, or a stale name, is a finding. */
export const waivers: readonly Waiver[] = [
  {
    feature: "css-at-media-prefers-color-scheme",
    uses: /^@media \(prefers-color-scheme: dark\)$/,
    clients: [...gmail, "outlook.windows", "protonmail.desktop-webmail", "thunderbird.macos", ...yahoo],
    reason: "dark mode is an improvement: these show the light mail, or darken it themselves",
  },
  {
    feature: "css-color-scheme",
    uses: /^color-scheme:light dark$/,
    clients: [...gmail, ...outlook, "yahoo.android", "yahoo.desktop-webmail", "yahoo.ios"],
    reason: "says that the mail has its own dark mode; who does not know it shows the light one",
  },
  {
    feature: "html-meta-color-scheme",
    uses: /^<meta name="color-scheme"$/,
    clients: ["apple-mail.ios", ...gmail, ...outlook, "protonmail.desktop-webmail", "samsung-email.android", ...yahoo],
    reason: "the same as the CSS property, for Apple Mail on the Mac; the others take it out",
  },
  {
    feature: "css-at-media",
    uses: /^@media (?:only )?(?:screen and )?\((?:min|max)-width: ?\d+px\)$|^@media \(prefers-color-scheme: dark\)$/,
    clients: ["outlook.windows", "thunderbird.macos"],
    reason:
      "narrows the card's padding on phones; both run on desktops, where Outlook gets fixed tables and Thunderbird the widths in the elements",
  },
  {
    feature: "css-border-radius",
    uses: /^border-radius:\d+px$/,
    clients: ["outlook.windows"],
    reason: "corners are square there",
  },
  {
    feature: "css-cursor",
    uses: /^cursor:auto$/,
    clients: [
      "apple-mail.ios",
      ...gmail,
      "outlook.android",
      "outlook.ios",
      "outlook.macos",
      "outlook.outlook-com",
      "yahoo.ios",
    ],
    reason: ignored,
  },
  {
    feature: "css-height",
    uses: /^height:auto$/,
    clients: yahoo,
    reason: "becomes min-height:auto, which is what a picture has",
  },
  { feature: "css-max-height", uses: /^max-height:0px$/, clients: ["outlook.windows"], reason: hidden },
  { feature: "css-opacity", uses: /^opacity:0$/, clients: ["outlook.windows"], reason: hidden },
  { feature: "css-overflow", uses: /^overflow:hidden$/, clients: ["outlook.windows"], reason: hidden },
  {
    feature: "css-outline",
    uses: /^outline:none$/,
    clients: ["outlook.windows"],
    reason: "MJML takes the outline from pictures, which have none there",
  },
  { feature: "css-word-spacing", uses: /^word-spacing:normal$/, clients: ["outlook.windows"], reason: ignored },
  {
    feature: "css-word-break",
    uses: /^word-break:break-(?:all|word)$/,
    clients: yahoo,
    reason: "the long link stays in one line and widens the card on a phone; button and code are above it, and work",
  },
  {
    feature: "css-selector-attribute",
    uses: /^div\[role="article"\]$/,
    clients: ["outlook.windows", "protonmail.desktop-webmail"],
    reason: "used for dark mode alone, which neither reads",
  },
  {
    feature: "css-selector-child",
    uses: /^\.card > table > tbody > tr > td$/,
    clients: ["outlook.windows", "protonmail.desktop-webmail"],
    reason: "used for phones and dark mode alone, which neither has",
  },
  {
    feature: "css-selector-class",
    uses: /^\.|^#|^div\b/,
    clients: ["protonmail.desktop-webmail"],
    reason: noStyleSheet,
  },
  {
    feature: "css-selector-descendant",
    uses: /^(?:#outlook a|\.[\w-]+ (?:\.[\w-]+|a|b|td|div))$/,
    clients: ["protonmail.desktop-webmail"],
    reason: noStyleSheet,
  },
  {
    feature: "css-selector-id",
    uses: /^#outlook a$/,
    clients: ["protonmail.desktop-webmail"],
    reason: "MJML's mark for old versions of Outlook alone",
  },
  { feature: "css-selector-type", uses: /./, clients: ["protonmail.desktop-webmail"], reason: noStyleSheet },
  {
    feature: "html-aria-label",
    uses: /^aria-label=/,
    clients: ["thunderbird.macos", ...yahoo],
    reason: "names the wrapper for screen readers; where it is taken out, the heading comes next and says the same",
  },
  {
    feature: "html-body",
    uses: /^<body$/,
    clients: ["outlook.macos", "protonmail.desktop-webmail", "yahoo.android", "yahoo.ios"],
    reason: "HTML has to have one; language, direction and background stand on the wrapper too",
  },
  {
    feature: "html-doctype",
    uses: /^<!doctype html>$/,
    clients: ["outlook.windows", "samsung-email.android", "thunderbird.macos", "yahoo.android"],
    reason: "HTML has to have one; layout is by tables, which look the same without it",
  },
  {
    feature: "html-target",
    uses: /^target="_blank"$/,
    clients: [...gmail, "outlook.outlook-com", "protonmail.desktop-webmail", ...yahoo],
    reason: "these open every link in a new window anyway",
  },
];
