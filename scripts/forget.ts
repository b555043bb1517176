import { SettingsError } from "../src/errors.ts";
import type { Key } from "../src/rules/keys.ts";
import { readSuite } from "./configuration.ts";
import { addressKeysOf } from "./operate/address-rows.ts";
import { forgetRows, keysOf, removeRows } from "./operate/forget-rows.ts";
import { readOptions } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run forget -- <sub> [--stage <stage>] [--dry-run] [--table <name>]

  Deletes all that the table has of a person. Delete them in the user pool first: a sign-in would write a row again.`;

/** How Cognito writes a sub. A mistyped one would delete nobody's rows and say that all went well. */
const subForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One after the other: the rows of addresses, while the profile still knows them, then the person's own. */
async function* allKeys(...parts: AsyncIterable<Key[]>[]): AsyncGenerator<Key[]> {
  for (const part of parts) yield* part;
}

await run(async () => {
  const { values, positionals } = readOptions(usage, {
    stage: { type: "string", default: "local" },
    "dry-run": { type: "boolean", default: false },
    table: { type: "string" },
  });
  const [sub, ...others] = positionals;
  if (!sub || others.length > 0) throw new SettingsError(`Name one person by their sub.\n\n${usage}`);
  if (!subForm.test(sub))
    throw new SettingsError(`That is no sub: it looks like 8a0e2c4e-5b7d-4f0a-9c1e-2d3f4a5b6c7d.\n\n${usage}`);
  const { stage, table } = await openPlace(values.stage, usage, { table: values.table });
  const dryRun = values["dry-run"];
  const pages = allKeys(addressKeysOf(table, sub, readSuite()), keysOf(table, sub));
  const counts = await forgetRows({ pages, ...(!dryRun && { remove: removeRows(table) }) });
  const kinds = Object.entries(counts).map(([kind, rows]) => `${rows} ${kind}`);
  console.log(
    kinds.length === 0
      ? `The table of stage ${stage} has nothing of this person.`
      : `${dryRun ? "Would delete" : "Deleted"} on stage ${stage}: ${kinds.join(", ")}.`,
  );
});
