import type { MailDocument } from "../document.ts";
import type { Mail } from "../mail.ts";
import type { Styles } from "../styles.ts";

/** A mail with what was read in it. */
export type Subject = { mail: Mail; document: MailDocument; styles: Styles };

/** What breaks a rule, and how it may be found in a template. */
export type Breach = { text: string; near?: readonly string[] };

/** Everything in a mail that breaks one rule. */
export type Rule = (subject: Subject) => Breach[];

/** A breach or none, for rules that can be broken once. */
export const unless = (kept: boolean, text: string, near: readonly string[] = []): Breach[] =>
  kept ? [] : [{ text, near }];

/** How often a part stands in a text. */
export const count = (text: string, part: string): number => (part === "" ? 0 : text.split(part).length - 1);

/** Text as a reader sees it: unusual spaces are spaces, what is hidden is not there. */
export const plain = (text: string): string =>
  text
    .replace(/\p{Z}/gu, " ")
    .replace(/[^\P{C}\s]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
