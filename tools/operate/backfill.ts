import { join } from "node:path";
import { readSettings } from "../../local/settings.ts";
import type { Project } from "../../schema/read.ts";
import { readProfile, saveMissedSignUp, saveProfile } from "../../src/aws/person.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { openTerminalProgress, type Progress, progressBar } from "../progress.ts";
import { backfillUsers, type Counts } from "./backfill-users.ts";
import { type Found, findMissed, missedSignUp, readRowFacts } from "./missed-welcomes.ts";
import { pace } from "./pace.ts";
import { findPool, type Place } from "./place.ts";
import { estimatedUsers, poolUsers } from "./pool-users.ts";
import { savedProgress } from "./saved-progress.ts";
import { readWelcomeSince } from "./welcome-since.ts";

export type Work = {
  place: Pick<Place, "table" | "cognito">;
  userPoolId: string;
  suite: Suite;
  perSecond: number;
  dryRun: boolean;
};

/** What the person at the terminal sees. */
export type Output = { print: (line: string) => void; progress: Progress };

const noHurry = new AbortController().signal;

const describeCopies = ({ seen, written, alreadyThere, notConfirmed, withoutSub }: Counts, dryRun: boolean): string =>
  `${seen} users seen: ${written} ${dryRun ? "to write" : "written"}, ${alreadyThere} already there, ${notConfirmed} not confirmed, ${withoutSub} without sub.`;

/** Copies the users of a pool into the table, from where `file` says that it stopped. */
export const copyUsers = async (
  { place: { table, cognito }, userPoolId, suite, perSecond, dryRun }: Work,
  file: string,
  { print, progress }: Output,
): Promise<void> => {
  const saved = savedProgress(file, userPoolId, table.name);
  const from = dryRun ? undefined : await saved.read();
  if (from) print(`Going on after ${from.counts.seen} users; without ${file} it would begin anew.`);
  const total = progress.isInteractive ? await estimatedUsers(cognito, userPoolId) : undefined;
  const read = readProfile(table, { consistent: false });
  const save = saveProfile(table);
  const counts = await backfillUsers(
    {
      page: poolUsers(cognito, userPoolId),
      read: (sub) => read(sub, noHurry),
      ...(!dryRun && { save: (rows) => save(rows, noHurry) }),
      suite,
      pace: pace(perSecond),
      onProgress: async (reached) => {
        const { seen } = reached.counts;
        progress.show(
          `${total ? `${progressBar(seen, total)} of about ${total}: ` : ""}${describeCopies(reached.counts, dryRun)}`,
        );
        if (!dryRun && reached.token) await saved.write(reached);
      },
    },
    from,
  ).finally(progress.clear);
  if (!dryRun) await saved.remove();
  print(describeCopies(counts, dryRun));
};

/** Pages of the pool a second, a third of what Cognito lists at most, so that its other callers go on. */
const pagesPerSecond = 10;

const describeSearch = ({ seen, missed, leftOut }: Found): string =>
  `${seen} users seen: ${missed.length} without their welcome, ${leftOut.alreadyThere} with it; left out: ${leftOut.byAdministrator} made by an administrator, ${leftOut.knownBefore} known before, ${leftOut.disabled} disabled.`;

/** Owes their welcome to users whose confirmation, `since` then, found neither DynamoDB nor Lambda. */
export const oweWelcomes = async (
  { place: { table, cognito }, userPoolId, suite, perSecond, dryRun }: Work,
  since: number,
  { print, progress }: Output,
): Promise<void> => {
  const read = readProfile(table, { consistent: true });
  const turn = pace(perSecond);
  const found = await findMissed(
    {
      page: poolUsers(cognito, userPoolId),
      readProfile: (sub) => read(sub, noHurry),
      readRows: readRowFacts(table),
      pace: { pages: pace(pagesPerSecond), people: turn },
      onProgress: (reached) => progress.show(describeSearch(reached)),
    },
    since,
  ).finally(progress.clear);
  const { missed } = found;
  print(describeSearch(found));
  const unbranded = missed.filter(({ profile }) => profile?.clientId === undefined).length;
  if (unbranded > 0 && Object.keys(suite.brands).length > 1)
    print(
      `${unbranded} of them came through an app client that the table does not know: theirs is of the default brand.`,
    );
  if (missed.length === 0) return;
  if (dryRun) return print(`${missed.length} welcomes would be owed. To do so: --yes.`);
  const save = saveMissedSignUp(table);
  let owed = 0;
  try {
    for (const one of missed) {
      await turn();
      if (await save(missedSignUp(one, { suite, since, now: Date.now() }), noHurry)) owed += 1;
      progress.show(`${owed} of ${missed.length} welcomes are owed.`);
    }
  } catch (error) {
    print(`${owed} of ${missed.length} welcomes are owed. Run it again for the rest.`);
    throw error;
  } finally {
    progress.clear();
  }
  print(`${owed} welcomes are owed. They are sent within a minute.`);
};

type Given = {
  poolId: string | undefined;
  perSecond: number;
  welcomeSince: string | undefined;
  yes: boolean;
  dryRun: boolean;
};

/** Copies the users of a place's pool, or owes the welcomes that were missed since a time. */
export const backfill = async (
  place: Place & { project: Project },
  { poolId, perSecond, welcomeSince, yes, dryRun }: Given,
): Promise<void> => {
  const since = readWelcomeSince(welcomeSince, Date.now());
  const { stage, project } = place;
  const userPoolId = poolId ?? (await findPool(place));
  const work = { place, userPoolId, suite: project.suite, perSecond, dryRun: dryRun || (since !== undefined && !yes) };
  const output = { print: console.log, progress: openTerminalProgress(project.environment) };
  if (since !== undefined) await oweWelcomes(work, since, output);
  else await copyUsers(work, join(readSettings({}, project).state, `backfill-${stage}.json`), output);
};
