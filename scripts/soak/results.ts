import type { Facts } from "./proof.ts";

/** What one proof's process printed, with its goal. */
export type Result = {
  id: string;
  what: string;
  goal: string;
  size: Facts;
  facts: Facts;
  misses: string[];
  seconds: number;
};

const said = (facts: Facts): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** One result, for whoever waits for the others. */
export const lineOf = ({ id, facts, misses, seconds }: Result): string =>
  `${id} ${misses.length === 0 ? "holds" : `MISSES (${misses.join("; ")})`} after ${seconds} s: ${said(facts)}`;

const row = ({ id, what, goal, size, facts, misses, seconds }: Result): string =>
  `| ${[id, what, goal, said(size), said(facts), misses.length === 0 ? "holds" : misses.join("; "), `${seconds} s`].join(" | ")} |`;

/** The results as a Markdown table. */
export const tableOf = (results: readonly Result[]): string =>
  [
    "| id | what | goal | size | counted | goal held | time |",
    "|---|---|---|---|---|---|---|",
    ...results.map(row),
  ].join("\n");
