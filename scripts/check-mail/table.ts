import type { Finding, Result } from "./gate.ts";

const verdict = ({ findings, skipped, didNotRun }: Result): string => {
  if (skipped !== undefined) return `SKIPPED, NOTHING WAS CHECKED: ${skipped.toUpperCase()}`;
  if (didNotRun !== undefined) return `DID NOT RUN: ${didNotRun}`;
  return findings.length === 0 ? "good" : "see below";
};

/** One line per gate: what it is called, how many mails it saw, what it found, how long it took. */
export const table = (results: readonly Result[]): string => {
  const rows = results.map((result) => [
    result.gate,
    `${result.mails}`,
    `${result.findings.length}`,
    result.seconds.toFixed(1),
    verdict(result),
  ]);
  const all = [["gate", "mails", "findings", "seconds", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const line = (gate: string, [first, ...rest]: readonly Finding[]): string =>
  first === undefined
    ? ""
    : [
        `${gate}: ${first.mail}${rest.length > 0 ? ` and ${rest.length} more` : ""}:`,
        ...(first.where === undefined ? [] : [`${first.where}:`]),
        `${first.rule}: ${first.text}`,
      ].join(" ");

/** One line per finding; the same finding in several mails is one line that names the first of them. */
export const findingLines = ({ gate, findings }: Result): string[] =>
  [...Map.groupBy(findings, ({ rule, text, where }) => [rule, text, where].join("\n")).values()].map((same) =>
    line(gate, same),
  );
