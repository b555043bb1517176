import type { Table } from "../../src/aws/table.ts";
import { outboxKey, userKey } from "../../src/rules/people/keys.ts";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { createProfileRows, oweFromNow, type ProfileRows } from "../../src/rules/people/rows.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Pace } from "./pace.ts";
import { rowsOf } from "./partition.ts";
import type { Page, PoolUser } from "./pool-users.ts";

/** What a row tells beside its key: of a sign-in, how it was made. */
export type RowFacts = { sk: string; source?: string };

/** Somebody whose confirmation nothing could write down; `profile` is what a later token has made, if there was one. */
export type Missed = { user: PoolUser; profile: ProfileRow | undefined };

/** Of those that may have confirmed in the time, how many are left out and why. */
export type LeftOut = { alreadyThere: number; knownBefore: number; byAdministrator: number; disabled: number };

export type Found = { seen: number; missed: Missed[]; leftOut: LeftOut };

export type Dependencies = {
  page: (token: string | undefined) => Promise<Page>;
  readProfile: (sub: string) => Promise<ProfileRow | undefined>;
  readRows: (sub: string) => Promise<RowFacts[]>;
  /** Before each page of the pool, and before each person that is looked up. */
  pace: { pages: Pace; people: Pace };
  onProgress: (found: Found) => void;
};

/**
 * Milliseconds before the time in which who confirmed since may have signed up: as long as the code of a sign-up is valid.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const codeValid = 24 * 3_600_000;

/** Cognito runs post-confirmation for both: who signed up, and who came through a provider for the first time. */
const statuses = ["CONFIRMED", "EXTERNAL_PROVIDER"];

/** A confirmation changes the user, so whoever was last changed before did not confirm since. Cognito tells no more. */
const mayHaveConfirmed = ({ status, createdAt, changedAt }: PoolUser, since: number): boolean =>
  statuses.includes(status) && createdAt >= since - codeValid && changedAt >= since;

/** Only who was made by an administrator changes a temporary password: pre-token-generation notes that sign-in. */
const byAdministrator = ({ source }: RowFacts): boolean => source === "TokenGeneration_NewPasswordChallenge";

type Fate = "missed" | keyof LeftOut;

/** What a person's PROFILE row says by itself; undefined where their other rows have to be asked. */
const fateByProfile = ({ createdAt }: PoolUser, profile: ProfileRow | undefined, since: number): Fate | undefined => {
  if (profile?.confirmedAt !== undefined) return "alreadyThere";
  // A backfill dates a row by the pool, and so tells nothing of when they were seen first.
  return profile && profile.createdAt < since && profile.createdAt !== createdAt ? "knownBefore" : undefined;
};

const fateByRows = (sub: string, rows: readonly RowFacts[]): Fate => {
  if (rows.some(({ sk }) => sk === outboxKey(sub, "welcome").sk)) return "alreadyThere";
  return rows.some(byAdministrator) ? "byAdministrator" : "missed";
};

/** Reads a whole pool, a page at a time, and the rows of those who may have confirmed since; it changes nothing. */
export const findMissed = async (
  { page, readProfile, readRows, pace, onProgress }: Dependencies,
  since: number,
): Promise<Found> => {
  const leftOut: LeftOut = { alreadyThere: 0, knownBefore: 0, byAdministrator: 0, disabled: 0 };
  const found: Found = { seen: 0, missed: [], leftOut };
  let token: string | undefined;
  do {
    await pace.pages();
    const { users, next } = await page(token);
    const looks = users.map(async (user): Promise<void> => {
      const sub = user.attributes["sub"];
      if (!sub || !mayHaveConfirmed(user, since)) return;
      await pace.people();
      const profile = await readProfile(sub);
      const fate =
        fateByProfile(user, profile, since) ?? (user.enabled ? fateByRows(sub, await readRows(sub)) : "disabled");
      if (fate === "missed") found.missed.push({ user, profile });
      else leftOut[fate] += 1;
    });
    await Promise.all(looks);
    found.seen += users.length;
    onProgress(found);
    token = next;
  } while (token);
  return found;
};

/** The keys of all rows of a person as they are at this moment, and of sign-ins their source. */
export const readRowFacts =
  (table: Table) =>
  (sub: string): Promise<RowFacts[]> =>
    rowsOf<RowFacts>(table, userKey(sub), ["sk", "source"]);

/**
 * What post-confirmation would have written. When they confirmed, Cognito does not tell: it is dated as early as it can have
 * been. Nor does it tell the app client, which says the brand: the profile knows it, if a token has made one since.
 */
export const missedSignUp = (
  { user: { userName, attributes, createdAt }, profile }: Missed,
  { suite, since, now }: { suite: Suite; since: number; now: number },
): ProfileRows => {
  const person = { sub: attributes["sub"] ?? "", userName, clientId: profile?.clientId, userAttributes: attributes };
  return oweFromNow(createProfileRows("signed-up", person, Math.max(since, createdAt), suite), now);
};
