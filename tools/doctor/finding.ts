import type { SuiteFunction } from "./functions.ts";
import type { Template } from "./template.ts";

export type Finding = {
  rule: string;
  /** The logical ID, or `template`. */
  resource: string;
  wrong: string;
  fix: string;
  /** For information; the check does not fail. */
  note?: true;
};

export type Checked = { template: Template; functions: readonly SuiteFunction[] };

type Message<One> = string | ((one: One) => string);

const formatMessage = <One>(message: Message<One>, one: One): string =>
  typeof message === "string" ? message : message(one);

export type Rule = { id: string; findIn: (checked: Checked) => Promise<Finding[]> };

/** Defines a rule that reports each item of `on` for which `when` is true. The item's `id` is the resource. */
export const defineRule = <One extends { id: string }>(row: {
  id: string;
  on: (checked: Checked) => readonly One[] | Promise<readonly One[]>;
  when: (one: One) => boolean;
  wrong: Message<One>;
  fix: Message<One>;
  note?: true;
}): Rule => ({
  id: row.id,
  findIn: async (checked) => {
    const wrong = (await row.on(checked)).filter(row.when);
    const note = row.note && { note: row.note };
    return wrong.map((one) => ({
      rule: row.id,
      resource: one.id,
      wrong: formatMessage(row.wrong, one),
      fix: formatMessage(row.fix, one),
      ...note,
    }));
  },
});

/** All findings of the rules, without duplicates. */
export const runRules = async (rules: readonly Rule[], checked: Checked): Promise<Finding[]> => {
  const findings = (await Promise.all(rules.map(({ findIn }) => findIn(checked)))).flat();
  return [...new Map(findings.map((finding) => [formatFinding(finding), finding])).values()];
};

/** One line. Escapes control characters from the template, which could break or colour it. */
export const formatFinding = ({ resource, wrong, fix, rule: id, note }: Finding): string =>
  `${note ? "Note: " : ""}${resource}: ${wrong} Fix: ${fix} (${id})`.replaceAll(/\p{Cc}/gu, (letter) =>
    JSON.stringify(letter).slice(1, -1),
  );
