import { join } from "node:path";
import { readSettings } from "../local/settings.ts";
import { readProfile, saveProfile } from "../src/aws/person.ts";
import { readSuite } from "./configuration.ts";
import { backfillUsers, type Counts } from "./operate/backfill-users.ts";
import { readLimit, readOptions } from "./operate/options.ts";
import { pace } from "./operate/pace.ts";
import { findPool, openPlace } from "./operate/place.ts";
import { estimatedUsers, poolUsers } from "./operate/pool-users.ts";
import { progressBar, progressLine } from "./operate/progress-line.ts";
import { savedProgress } from "./operate/saved-progress.ts";
import { run } from "./run.ts";

const usage = `npm run backfill -- --stage <stage> [--dry-run] [--limit 20/s] [--pool-id <id>] [--table <name>]

  Copies the users of a pool into the table. A row keeps what it has; roles and plans are never touched.`;

const told = ({ seen, written, alreadyThere, notConfirmed, withoutSub }: Counts, dryRun: boolean): string =>
  `${seen} users seen: ${written} ${dryRun ? "to write" : "written"}, ${alreadyThere} already there, ${notConfirmed} not confirmed, ${withoutSub} without sub.`;

const noHurry = new AbortController().signal;

await run(async () => {
  const { values } = readOptions(usage, {
    stage: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    limit: { type: "string", default: "20/s" },
    "pool-id": { type: "string" },
    table: { type: "string" },
  });
  const limit = readLimit(values.limit);
  const place = await openPlace(values.stage, usage, { table: values.table });
  const userPoolId = values["pool-id"] ?? (await findPool(place));
  const dryRun = values["dry-run"];
  const file = join(readSettings({}).state, `backfill-${place.stage}.json`);
  const saved = savedProgress(file, userPoolId, place.table.name);
  const from = dryRun ? undefined : await saved.read();
  if (from) console.log(`Going on after ${from.counts.seen} users; without ${file} it would begin anew.`);
  const line = progressLine();
  const total = process.stderr.isTTY ? await estimatedUsers(place.cognito, userPoolId) : undefined;
  const read = readProfile(place.table, { consistent: false });
  const save = saveProfile(place.table);
  const counts = await backfillUsers(
    {
      page: poolUsers(place.cognito, userPoolId),
      read: (sub) => read(sub, noHurry),
      ...(!dryRun && { save: (sub, profile) => save(sub, profile, noHurry) }),
      copied: readSuite().profile.attributes,
      pace: pace(limit),
      onProgress: async (progress) => {
        const { counts } = progress;
        line.show(`${total ? `${progressBar(counts.seen, total)} of about ${total}: ` : ""}${told(counts, dryRun)}`);
        if (!dryRun && progress.token) await saved.write(progress);
      },
    },
    from,
  ).finally(line.clear);
  if (!dryRun) await saved.remove();
  console.log(told(counts, dryRun));
});
