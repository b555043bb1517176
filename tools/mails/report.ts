import { join, relative } from "node:path";
import type { Result } from "./gate.ts";
import { createPlaceFinder } from "./template-line.ts";

const describeResult = ({ findings, skipped, didNotRun }: Result): string => {
  if (skipped !== undefined) return `SKIPPED: ${skipped.toUpperCase()}`;
  if (didNotRun !== undefined) return `DID NOT RUN: ${didNotRun}`;
  return findings.length === 0 ? "good" : "see below";
};

/** One line per gate, with its mails, findings and seconds. */
export const formatResults = (results: readonly Result[]): string => {
  const rows = results.map((result) => [
    result.gate,
    `${result.mails}`,
    `${result.findings.length}`,
    result.seconds.toFixed(1),
    describeResult(result),
  ]);
  const all = [["gate", "mails", "findings", "seconds", ""], ...rows];
  const findWidth = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const padCell = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(findWidth(0)) : cell.padStart(findWidth(column));
  return all.map((row) => [...row.slice(0, 4).map(padCell), row[4]].join("  ").trimEnd()).join("\n");
};

/** In other languages and brands, mails have other words in the same place. */
const removeWords = (text: string) => text.replace(/"[^"]*"|https?:\/\/\S+|\d+/g, "…");

/** One line per fault, with its template and line. If several mails have the same fault, the line names the first. */
export const formatFindings = ({ gate, findings }: Result, templates: string): string[] => {
  const placeOf = createPlaceFinder(templates);
  const lines = findings.map(({ mail, rule, text, near }) => {
    const place = placeOf(mail.mail, near);
    const file = relative(".", join(templates, "emails", `${mail.mail}.mjml`));
    return { id: mail.id, where: place ? `${place.file}:${place.line}` : file, place, rule, text };
  });
  const same = Map.groupBy(lines, ({ rule, text, place, where }) =>
    [rule, removeWords(text), place && where].join("\n"),
  );
  return [...same.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const more = new Set(others.map(({ id }) => id)).size;
    return [`${gate}: ${first.id}${more > 0 ? ` and ${more} more` : ""}: ${first.where}: ${first.rule}: ${first.text}`];
  });
};
