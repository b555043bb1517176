import { join } from "node:path";
import { readSettings } from "../local/settings.ts";
import { SettingsError } from "../src/errors.ts";
import { openProject } from "./configuration.ts";
import { copyUsers, oweWelcomes } from "./operate/backfill.ts";
import { readLimit, readOptions } from "./operate/options.ts";
import { findPool, openPlace } from "./operate/place.ts";
import { readWelcomeSince } from "./operate/welcome-since.ts";
import { isWatched, openProgress } from "./progress.ts";
import { run } from "./run.ts";

const usage = `npm run backfill -- --stage <stage> [--dry-run] [--limit 20/s] [--pool-id <id>] [--table <name>]
npm run backfill -- --stage <stage> --welcome-since <time> [--yes] [--limit 20/s] [--pool-id <id>] [--table <name>]

  Copies the users of a pool into the table. A row keeps what it has; roles and plans are never touched. It owes no mail.

  --welcome-since, such as 2026-01-31T09:30:00Z, copies nobody and owes their welcome to users whose confirmation found
  neither DynamoDB nor Lambda. Without --yes (or with --dry-run) it only shows how many there are. Run again, it owes nothing
  twice. docs/observability.md says which time to give and which users to look at first.`;

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      limit: { type: "string", default: "20/s" },
      "pool-id": { type: "string" },
      table: { type: "string" },
      "welcome-since": { type: "string" },
      yes: { type: "boolean", default: false },
    },
    words,
  );
  const since = readWelcomeSince(values["welcome-since"], Date.now());
  if (values.yes && since === undefined) throw new SettingsError(`--yes is for --welcome-since only.\n\n${usage}`);
  const dryRun = values["dry-run"] || (since !== undefined && !values.yes);
  const project = openProject(values.config, environment);
  const place = await openPlace(project, values.stage, usage, { table: values.table });
  const userPoolId = values["pool-id"] ?? (await findPool(place));
  const work = { place, userPoolId, suite: project.suite, perSecond: readLimit(values.limit), dryRun };
  const watched = isWatched(process.stderr, environment);
  const output = { print: console.log, progress: openProgress(process.stderr, watched), isWatched: watched };
  if (since !== undefined) await oweWelcomes(work, since, output);
  else await copyUsers(work, join(readSettings({}, project).state, `backfill-${place.stage}.json`), output);
});
