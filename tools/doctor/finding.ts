import type { SuiteFunction } from "./functions.ts";
import type { Template } from "./template.ts";

/** One thing that is wrong, in words for the person who has to correct it. */
export type Finding = {
  rule: string;
  /** The logical id, or `template` for what is about all of it. */
  resource: string;
  wrong: string;
  fix: string;
  /** Good to know, and no reason to fail. */
  note?: true;
};

/** What rules look at. */
export type Checked = { template: Template; functions: readonly SuiteFunction[] };

type Words<One> = string | ((one: One) => string);

const say = <One>(words: Words<One>, one: One): string => (typeof words === "string" ? words : words(one));

export type Rule = { id: string; findIn: (checked: Checked) => Promise<Finding[]> };

/** A row of a table of rules: each of `on`, by the resource that it is about, when it is wrong and what to change. */
export const rule = <One extends { id: string }>(row: {
  id: string;
  on: (checked: Checked) => readonly One[] | Promise<readonly One[]>;
  when: (one: One) => boolean;
  wrong: Words<One>;
  fix: Words<One>;
  note?: true;
}): Rule => ({
  id: row.id,
  findIn: async (checked) => {
    const wrong = (await row.on(checked)).filter(row.when);
    const note = row.note && { note: row.note };
    return wrong.map((one) => ({
      rule: row.id,
      resource: one.id,
      wrong: say(row.wrong, one),
      fix: say(row.fix, one),
      ...note,
    }));
  },
});

/** All that rules find, each once. */
export const findingsOf = async (rules: readonly Rule[], checked: Checked): Promise<Finding[]> => {
  const findings = (await Promise.all(rules.map(({ findIn }) => findIn(checked)))).flat();
  return [...new Map(findings.map((finding) => [lineOf(finding), finding])).values()];
};

/** One line: where, what, what to do, which rule. What a template holds is not to break the line, or to colour it. */
export const lineOf = ({ resource, wrong, fix, rule: id, note }: Finding): string =>
  `${note ? "Note: " : ""}${resource}: ${wrong} Fix: ${fix} (${id})`.replaceAll(/\p{Cc}/gu, (letter) =>
    JSON.stringify(letter).slice(1, -1),
  );
