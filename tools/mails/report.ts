import { join, relative } from "node:path";
import type { Result } from "./gate.ts";
import { createPlaceFinder } from "./template-line.ts";

const verdict = ({ findings, skipped, didNotRun }: Result): string => {
  if (skipped !== undefined) return `SKIPPED, NOTHING WAS CHECKED: ${skipped.toUpperCase()}`;
  if (didNotRun !== undefined) return `DID NOT RUN: ${didNotRun}`;
  return findings.length === 0 ? "good" : "see below";
};

/** One line per gate: what it is called, how many mails it saw, what it found, how long it took. */
export const resultTable = (results: readonly Result[]): string => {
  const rows = results.map((result) => [
    result.gate,
    `${result.mails}`,
    `${result.findings.length}`,
    result.seconds.toFixed(1),
    verdict(result),
  ]);
  const all = [["gate", "mails", "findings", "seconds", ""], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const padded = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column));
  return all.map((row) => [...row.slice(0, 4).map(padded), row[4]].join("  ").trimEnd()).join("\n");
};

/** Mails of other languages and brands say other words in the same place. */
const withoutWords = (text: string) => text.replace(/"[^"]*"|https?:\/\/\S+|\d+/g, "…");

/** One line per fault, with its template and line; the same fault in several mails is one line that names the first. */
export const findingLines = ({ gate, findings }: Result, templates: string): string[] => {
  const placeOf = createPlaceFinder(templates);
  const lines = findings.map(({ mail, rule, text, near }) => {
    const place = placeOf(mail.mail, near);
    const file = relative(".", join(templates, "emails", `${mail.mail}.mjml`));
    return { id: mail.id, where: place ? `${place.file}:${place.line}` : file, place, rule, text };
  });
  const same = Map.groupBy(lines, ({ rule, text, place, where }) =>
    [rule, withoutWords(text), place && where].join("\n"),
  );
  return [...same.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const more = new Set(others.map(({ id }) => id)).size;
    return [`${gate}: ${first.id}${more > 0 ? ` and ${more} more` : ""}: ${first.where}: ${first.rule}: ${first.text}`];
  });
};
