import { join } from "node:path";
import { readSettings } from "../../local/settings.ts";
import type { Project } from "../../schema/read.ts";
import { readProfile, saveMissedSignUp, saveProfile } from "../../src/aws/person.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { drawProgressBar, openTerminalProgress, type Progress } from "../progress.ts";
import { type BackfillCounts, backfillUsers } from "./backfill-users.ts";
import { findMissed, newMissedSignUp, readRowFacts, type SearchResult } from "./missed-welcomes.ts";
import { newPace } from "./pace.ts";
import { findPool, type StageResources } from "./place.ts";
import { estimateUsers, readPoolUsers } from "./pool-users.ts";
import { openSavedProgress } from "./saved-progress.ts";
import { readWelcomeSince } from "./welcome-since.ts";

type BackfillWork = {
  resources: Pick<StageResources, "table" | "cognito">;
  userPoolId: string;
  suite: Suite;
  perSecond: number;
  dryRun: boolean;
};

export type Output = { print: (line: string) => void; progress: Progress };

const noHurry = new AbortController().signal;

const describeCopies = (
  { seen, written, alreadyThere, notConfirmed, withoutSub }: BackfillCounts,
  dryRun: boolean,
): string =>
  `${seen} users seen: ${written} ${dryRun ? "to write" : "written"}, ${alreadyThere} already there, ${notConfirmed} not confirmed, ${withoutSub} without sub.`;

/** Copies the users of a pool into the table, and continues at the progress in `file`. */
export const copyUsers = async (
  { resources: { table, cognito }, userPoolId, suite, perSecond, dryRun }: BackfillWork,
  file: string,
  { print, progress }: Output,
): Promise<void> => {
  const saved = openSavedProgress(file, userPoolId, table.name);
  const from = dryRun ? undefined : await saved.read();
  if (from) print(`Continuing after ${from.counts.seen} users. To start again, delete ${file}.`);
  const total = progress.isInteractive ? await estimateUsers(cognito, userPoolId) : undefined;
  const read = readProfile(table, { consistent: false });
  const save = saveProfile(table);
  const counts = await backfillUsers(
    {
      page: readPoolUsers(cognito, userPoolId),
      read: (sub) => read(sub, noHurry),
      ...(!dryRun && { save: (rows) => save(rows, noHurry) }),
      suite,
      pace: newPace(perSecond),
      onProgress: async (reached) => {
        const { seen } = reached.counts;
        progress.show(
          `${total ? `${drawProgressBar(seen, total)} of about ${total}: ` : ""}${describeCopies(reached.counts, dryRun)}`,
        );
        if (!dryRun && reached.token) await saved.write(reached);
      },
    },
    from,
  ).finally(progress.clear);
  if (!dryRun) await saved.remove();
  print(describeCopies(counts, dryRun));
};

/** A third of Cognito's quota for ListUsers, so that other callers can continue. */
const pagesPerSecond = 10;

const describeSearch = ({ seen, missed, leftOut }: SearchResult): string =>
  `${seen} users seen: ${missed.length} without their welcome, ${leftOut.alreadyThere} with it; skipped: ${leftOut.byAdministrator} made by an administrator, ${leftOut.knownBefore} known before, ${leftOut.disabled} disabled.`;

/** Queues the welcome mail for users who confirmed since then while neither DynamoDB nor Lambda was available. */
export const oweWelcomes = async (
  { resources: { table, cognito }, userPoolId, suite, perSecond, dryRun }: BackfillWork,
  since: number,
  { print, progress }: Output,
): Promise<void> => {
  const read = readProfile(table, { consistent: true });
  const turn = newPace(perSecond);
  const found = await findMissed(
    {
      page: readPoolUsers(cognito, userPoolId),
      readProfile: (sub) => read(sub, noHurry),
      readRows: readRowFacts(table),
      pace: { pages: newPace(pagesPerSecond), people: turn },
      onProgress: (reached) => progress.show(describeSearch(reached)),
    },
    since,
  ).finally(progress.clear);
  const { missed } = found;
  print(describeSearch(found));
  const unbranded = missed.filter(({ profile }) => profile?.clientId === undefined).length;
  if (unbranded > 0 && Object.keys(suite.brands).length > 1)
    print(
      `${unbranded} of them signed up with an app client that the table does not know, and will get the default brand.`,
    );
  if (missed.length === 0) return;
  if (dryRun) return print(`${missed.length} welcome mails would be queued. To queue them, add --yes.`);
  const save = saveMissedSignUp(table);
  let owed = 0;
  try {
    for (const one of missed) {
      await turn();
      if (await save(newMissedSignUp(one, { suite, since, now: Date.now() }), noHurry)) owed += 1;
      progress.show(`${owed} of ${missed.length} welcome mails queued.`);
    }
  } catch (error) {
    print(`${owed} of ${missed.length} welcome mails queued. For the rest, run this again.`);
    throw error;
  } finally {
    progress.clear();
  }
  print(`${owed} welcome mails queued. The suite starts to send them within a minute.`);
};

type BackfillOptions = {
  poolId: string | undefined;
  perSecond: number;
  welcomeSince: string | undefined;
  yes: boolean;
  dryRun: boolean;
};

/** Copies the users of the stage's pool, or queues the welcome mails that were missed since a time. */
export const backfill = async (
  resources: StageResources & { project: Project },
  { poolId, perSecond, welcomeSince, yes, dryRun }: BackfillOptions,
): Promise<void> => {
  const since = readWelcomeSince(welcomeSince, Date.now());
  const { stage, project } = resources;
  const userPoolId = poolId ?? (await findPool(resources));
  const work = {
    resources,
    userPoolId,
    suite: project.suite,
    perSecond,
    dryRun: dryRun || (since !== undefined && !yes),
  };
  const output = { print: console.log, progress: openTerminalProgress(project.environment) };
  if (since !== undefined) await oweWelcomes(work, since, output);
  else await copyUsers(work, join(readSettings({}, project).state, `backfill-${stage}.json`), output);
};
