import type { Artifacts } from "./artifacts.ts";
import type { Template } from "./template.ts";

/** One thing that is wrong, in words for whoever has to mend it. */
export type Finding = {
  rule: string;
  /** The logical id, or `template` for what is about all of it. */
  resource: string;
  wrong: string;
  fix: string;
  /** Good to know, and no reason to fail. */
  note?: true;
};

/** What is checked, and what it is held to. */
export type Checked = {
  template: Template;
  /** Bytes of the template's file. */
  bytes: number;
  /** Held to what a stage with real users needs: kept data, no addresses of a developer's machine. */
  production: boolean;
  /** Where it will be deployed, where that is known. */
  region?: string;
  /** The functions' packages, where they are at hand. */
  artifacts?: Artifacts;
};

export type Problem = Omit<Finding, "rule">;
export type Check = (checked: Checked) => Problem[] | Promise<Problem[]>;

/** Checks by the id of their rule. */
export type Rules = Record<string, Check>;

/** What a template holds is not to break the line, or to colour it. */
const shown = (text: string): string => text.replaceAll(/\p{Cc}/gu, (letter) => JSON.stringify(letter).slice(1, -1));

/** One line: where, what, what to do, which rule. */
export const lineOf = ({ resource, wrong, fix, rule, note }: Finding): string =>
  shown(`${note ? "Note: " : ""}${resource}: ${wrong} Fix: ${fix} (${rule})`);

/** All that some rules find. */
export const findingsOf = async (rules: Rules, checked: Checked): Promise<Finding[]> =>
  (
    await Promise.all(
      Object.entries(rules).map(async ([rule, check]) => (await check(checked)).map((found) => ({ rule, ...found }))),
    )
  ).flat();
