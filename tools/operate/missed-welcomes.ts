import type { Table } from "../../src/aws/table.ts";
import { outboxKey, userKey } from "../../src/rules/people/keys.ts";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { createProfileRows, type ProfileRows, withOwedMailFrom } from "../../src/rules/people/rows.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Pace } from "./pace.ts";
import { readPartition } from "./partition.ts";
import type { Page, PoolUser } from "./pool-users.ts";

/** A row's sort key and, for a sign-in, its trigger source. */
export type RowFacts = { sk: string; source?: string };

/** A user whose confirmation was not saved. `profile` exists if a later token has written it. */
type MissedUser = { user: PoolUser; profile: ProfileRow | undefined };

/** The users who may have confirmed in that time and are left out, by reason. */
export type LeftOut = { alreadyThere: number; knownBefore: number; byAdministrator: number; disabled: number };

export type SearchResult = { seen: number; missed: MissedUser[]; leftOut: LeftOut };

type SearchDependencies = {
  page: (token: string | undefined) => Promise<Page>;
  readProfile: (sub: string) => Promise<ProfileRow | undefined>;
  readRows: (sub: string) => Promise<RowFacts[]>;
  /** Called before each page of the pool, and before each user's rows are read. */
  pace: { pages: Pace; people: Pace };
  onProgress: (found: SearchResult) => void;
};

/**
 * How long a sign-up code is valid, in milliseconds. A user who confirmed signed up at most this long before.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const codeValid = 24 * 3_600_000;

/** Cognito runs post-confirmation for sign-ups and for first sign-ins with an identity provider. */
const statuses = ["CONFIRMED", "EXTERNAL_PROVIDER"];

/** A confirmation changes the user, so a user who was last changed earlier did not confirm since. */
const mayHaveConfirmed = ({ status, createdAt, changedAt }: PoolUser, since: number): boolean =>
  statuses.includes(status) && createdAt >= since - codeValid && changedAt >= since;

/** Only users whom an administrator created change a temporary password. pre-token-generation saves that sign-in. */
const isByAdministrator = ({ source }: RowFacts): boolean => source === "TokenGeneration_NewPasswordChallenge";

type Fate = "missed" | keyof LeftOut;

/** Decides by the PROFILE row; undefined if other rows are needed. */
const judgeByProfile = ({ createdAt }: PoolUser, profile: ProfileRow | undefined, since: number): Fate | undefined => {
  if (profile?.confirmedAt !== undefined) return "alreadyThere";
  // A backfill copies the date from the pool, so that date does not show when the suite first saw the user.
  return profile && profile.createdAt < since && profile.createdAt !== createdAt ? "knownBefore" : undefined;
};

const judgeByRows = (sub: string, rows: readonly RowFacts[]): Fate => {
  if (rows.some(({ sk }) => sk === outboxKey(sub, "welcome").sk)) return "alreadyThere";
  return rows.some(isByAdministrator) ? "byAdministrator" : "missed";
};

/** Reads a whole pool page by page, and the rows of users who may have confirmed since then. Changes nothing. */
export const findMissed = async (
  { page, readProfile, readRows, pace, onProgress }: SearchDependencies,
  since: number,
): Promise<SearchResult> => {
  const leftOut: LeftOut = { alreadyThere: 0, knownBefore: 0, byAdministrator: 0, disabled: 0 };
  const found: SearchResult = { seen: 0, missed: [], leftOut };
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
        judgeByProfile(user, profile, since) ?? (user.enabled ? judgeByRows(sub, await readRows(sub)) : "disabled");
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

/** Reads the sort keys of all rows of a user, and the sources of sign-ins. */
export const readRowFacts =
  (table: Table) =>
  (sub: string): Promise<RowFacts[]> =>
    readPartition<RowFacts>(table, userKey(sub), ["sk", "source"]);

/**
 * The rows that post-confirmation would have written. Cognito does not store the time of the confirmation, so they have
 * the earliest possible time. It does not store the app client either, so the brand comes from the profile if there is
 * one.
 */
export const newMissedSignUp = (
  { user: { userName, attributes, createdAt }, profile }: MissedUser,
  { suite, since, now }: { suite: Suite; since: number; now: number },
): ProfileRows => {
  const person = { sub: attributes["sub"] ?? "", userName, clientId: profile?.clientId, userAttributes: attributes };
  return withOwedMailFrom(createProfileRows("signed-up", person, Math.max(since, createdAt), suite), now);
};
