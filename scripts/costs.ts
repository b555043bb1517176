import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { project } from "../local/settings.ts";
import { costTables, withCostTables } from "./costs/table.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";

const usage = `npm run costs [-- --write]

  Shows what a million sign-ups, sign-ins and token refreshes cost, from the units in scripts/costs/units.ts and the
  list prices in scripts/costs/prices.ts. --write puts the tables into docs/production.md.`;

await run(async (words) => {
  const { values } = readOptions(usage, { write: { type: "boolean", default: false } }, words);
  console.log(costTables());
  if (!values.write) return;
  const file = join(project, "docs", "production.md");
  await writeFile(file, withCostTables(await readFile(file, "utf8")));
});
