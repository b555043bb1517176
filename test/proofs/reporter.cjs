"use strict";
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const folder = join(__dirname, "..", "..", ".local", "proofs");
const columns = ["id", "what", "goal", "size", "counted", "goal held", "time"];

const listOf = (facts) =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

const rowOf = ({ id, what, goal, size, facts, misses, seconds }) => [
  id,
  what,
  goal,
  listOf(size),
  listOf(facts),
  misses.length === 0 ? "holds" : misses.join("; "),
  `${seconds} s`,
];

const formatFinding = (cells) => `| ${cells.join(" | ")} |`;

/** Ends `npm run proofs` with the counts in the table of docs/reliability.md, and writes .local/proofs/table.md. */
module.exports = class ProofsTable {
  onRunStart() {
    if (!process.env.PROOFS) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  onRunComplete() {
    if (!process.env.PROOFS) return;
    const results = readdirSync(folder)
      .sort(new Intl.Collator("en", { numeric: true }).compare)
      .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
    const table = [
      formatFinding(columns),
      formatFinding(columns.map(() => "---")),
      ...results.map((one) => formatFinding(rowOf(one))),
    ];
    writeFileSync(join(folder, "table.md"), `${table.join("\n")}\n`);
    process.stdout.write(`\n${table.join("\n")}\n`);
  }
};
