import { join } from "node:path";
import { readSettings } from "../local/settings.ts";
import { readProfile, saveMissedSignUp, saveProfile } from "../src/aws/person.ts";
import { SettingsError } from "../src/errors.ts";
import { readSuite } from "./configuration.ts";
import { backfillUsers, type Counts } from "./operate/backfill-users.ts";
import { type Found, findMissed, missedSignUp, readRowFacts } from "./operate/missed-welcomes.ts";
import { readLimit, readOptions } from "./operate/options.ts";
import { pace } from "./operate/pace.ts";
import { findPool, openPlace, type Place } from "./operate/place.ts";
import { estimatedUsers, poolUsers } from "./operate/pool-users.ts";
import { savedProgress } from "./operate/saved-progress.ts";
import { readWelcomeSince } from "./operate/welcome-since.ts";
import { isWatched, openProgress, progressBar } from "./progress.ts";
import { run } from "./run.ts";

const usage = `npm run backfill -- --stage <stage> [--dry-run] [--limit 20/s] [--pool-id <id>] [--table <name>]
npm run backfill -- --stage <stage> --welcome-since <time> [--yes] [--limit 20/s] [--pool-id <id>] [--table <name>]

  Copies the users of a pool into the table. A row keeps what it has; roles and plans are never touched. It owes no mail.

  --welcome-since, such as 2026-01-31T09:30:00Z, owes their welcome to people whose confirmation found neither DynamoDB nor
  Lambda (the alarm TriggersFailed, of postConfirmation), and copies nobody else. Give the moment when that began, at most
  30 days ago and not before the triggers were attached. Without --yes (or with --dry-run) it only shows how many there are.
  Run again, it owes nothing twice. It heeds who signed up since, or in the 24 hours before and was changed since; for
  someone who took longer to confirm, give an earlier time.

  Who was made by an administrator and has then changed the temporary password is left out, as long as
  retention.signInDays keeps that sign-in. Who got a lasting password from an administrator, or none, and who was imported
  or migrated looks like who signed up: where there are such users since, compare the number first. Who has not signed in
  yet gets the default brand's welcome, for Cognito does not say through which app client they came.`;

const told = ({ seen, written, alreadyThere, notConfirmed, withoutSub }: Counts, dryRun: boolean): string =>
  `${seen} users seen: ${written} ${dryRun ? "to write" : "written"}, ${alreadyThere} already there, ${notConfirmed} not confirmed, ${withoutSub} without sub.`;

const noHurry = new AbortController().signal;

type Work = { place: Place; userPoolId: string; limit: number; dryRun: boolean };

const copyUsers = async ({ place, userPoolId, limit, dryRun }: Work): Promise<void> => {
  const file = join(readSettings({}).state, `backfill-${place.stage}.json`);
  const saved = savedProgress(file, userPoolId, place.table.name);
  const from = dryRun ? undefined : await saved.read();
  if (from) console.log(`Going on after ${from.counts.seen} users; without ${file} it would begin anew.`);
  const line = openProgress(process.stderr, isWatched(process.stderr, process.env));
  const total = isWatched(process.stderr, process.env) ? await estimatedUsers(place.cognito, userPoolId) : undefined;
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
};

/** Pages of the pool a second, a third of what Cognito lists at most, so that its other callers go on. */
const pagesPerSecond = 10;

const toldOfMissed = ({ seen, missed, leftOut }: Found): string =>
  `${seen} users seen: ${missed.length} without their welcome, ${leftOut.alreadyThere} with it; left out: ${leftOut.byAdministrator} made by an administrator, ${leftOut.knownBefore} known before, ${leftOut.disabled} disabled.`;

const oweWelcomes = async ({ place, userPoolId, limit, dryRun }: Work, since: number): Promise<void> => {
  const suite = readSuite();
  const line = openProgress(process.stderr, isWatched(process.stderr, process.env));
  const read = readProfile(place.table, { consistent: true });
  const people = pace(limit);
  const found = await findMissed(
    {
      page: poolUsers(place.cognito, userPoolId),
      readProfile: (sub) => read(sub, noHurry),
      readRows: readRowFacts(place.table),
      pace: { pages: pace(pagesPerSecond), people },
      onProgress: (progress) => line.show(toldOfMissed(progress)),
    },
    since,
  ).finally(line.clear);
  const { missed } = found;
  console.log(toldOfMissed(found));
  const unbranded = missed.filter(({ profile }) => profile?.clientId === undefined).length;
  if (unbranded > 0 && Object.keys(suite.brands).length > 1)
    console.log(
      `${unbranded} of them came through an app client that the table does not know: theirs is of the default brand.`,
    );
  if (missed.length === 0) return;
  if (dryRun) {
    console.log(`${missed.length} welcomes would be owed. To do so: --yes.`);
    return;
  }
  const save = saveMissedSignUp(place.table);
  let owed = 0;
  try {
    for (const one of missed) {
      await people();
      const { sub, profile, owed: mail } = missedSignUp(one, { suite, since, now: Date.now() });
      if (await save(sub, profile, mail, noHurry)) owed += 1;
    }
  } catch (error) {
    console.log(`${owed} of ${missed.length} welcomes are owed. Run it again for the rest.`);
    throw error;
  }
  console.log(`${owed} welcomes are owed. They are sent within a minute.`);
};

await run(async () => {
  const { values } = readOptions(usage, {
    stage: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    limit: { type: "string", default: "20/s" },
    "pool-id": { type: "string" },
    table: { type: "string" },
    "welcome-since": { type: "string" },
    yes: { type: "boolean", default: false },
  });
  const limit = readLimit(values.limit);
  const given = values["welcome-since"];
  const since = given === undefined ? undefined : readWelcomeSince(given, Date.now());
  if (values.yes && since === undefined) throw new SettingsError(`--yes is for --welcome-since only.\n\n${usage}`);
  const place = await openPlace(values.stage, usage, { table: values.table });
  const work = { place, userPoolId: values["pool-id"] ?? (await findPool(place)), limit };
  const dryRun = values["dry-run"];
  if (since === undefined) await copyUsers({ ...work, dryRun });
  else await oweWelcomes({ ...work, dryRun: dryRun || !values.yes }, since);
});
