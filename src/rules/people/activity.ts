import { expireAfterDays, type Key, profileKey, signInPrefix, startOfSlice, userKey } from "./keys.ts";

/** What is counted per day. `users` are profiles that no sign-up created; `uniqueUsers` are users who signed in. */
export const activities = ["signUps", "users", "signIns", "uniqueUsers"] as const;
export type Activity = (typeof activities)[number];

/** One number of one day (`2026-01-31`, UTC): of an app client, or of all without `clientId`. */
export type Tally = { day: string; activity: Activity; clientId?: string; by: number };

/** Something that is counted once; a row with its key marks it as counted. `expiresAt` in seconds for TTL. */
export type Countable = Key & { expiresAt: number; tallies: Tally[] };

/** A row before and after a change; `before` is missing for a new row, `after` for a deleted one. */
export type RowChange = { key: Key; before?: Record<string, unknown>; after?: Record<string, unknown> };

const day = 86_400_000;

/** The number of rows per daily number, so that concurrent workers rarely conflict. */
export const statsShards = 4;

/**
 * How long a counted mark is kept: a stream record lives for one day.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
const rememberedDays = 3;

export const statsKey = ({ day, activity, clientId }: Omit<Tally, "by">, shard: number): Key => ({
  pk: `STATS#${day}#${shard}`,
  sk: clientId === undefined ? activity : `${activity}#${clientId}`,
});

/** Parses the sort key of `statsKey`; undefined for any other. */
export const tallyOf = (sk: string): Pick<Tally, "activity" | "clientId"> | undefined => {
  const [, name, , clientId] = /^([^#]+)(#(.*))?$/s.exec(sk) ?? [];
  const activity = activities.find((one) => one === name);
  return activity && { activity, ...(clientId !== undefined && { clientId }) };
};

/** The UTC day of a time in milliseconds, as in CloudWatch. */
export const dayOf = (at: number): string => startOfSlice(at, day).slice(0, "2026-01-31".length);

/** The last `days` days up to `now`, oldest first. */
export const daysUntil = (now: number, days: number): string[] =>
  Array.from({ length: days }, (_, ago) => dayOf(now - (days - 1 - ago) * day));

export const statsExpireAt = (ofDay: string, keptDays: number): number =>
  expireAfterDays(Date.parse(ofDay), keptDays + 1);

/**
 * What a change of the table adds to the numbers; empty for irrelevant changes. Each part is counted once, in any order
 * and however often its change is delivered: a sign-in, a user's first of the day, their first through an app client, a
 * new profile, and a profile that turned out to come from a sign-up.
 */
export const countablesOf = ({ key, before, after }: RowChange, now: number): Countable[] => {
  if (!after || !key.pk.startsWith(userKey(""))) return [];
  const expiresAt = expireAfterDays(now, rememberedDays);
  const once = (sk: string, tallies: Tally[]): Countable => ({ pk: key.pk, sk, expiresAt, tallies });
  if (key.sk === profileKey("").sk) return before ? countLateSignUp(before, after, once) : countNewProfile(after, once);
  return key.sk.startsWith(signInPrefix) && !before ? countSignIn(key.sk, after, once) : [];
};

type CreateCountable = (sk: string, tallies: Tally[]) => Countable;

const countNewProfile = (row: Record<string, unknown>, once: CreateCountable): Countable[] => {
  const confirmed = timeOf(row["confirmedAt"]);
  const at = confirmed ?? timeOf(row["createdAt"]);
  if (at === undefined) return [];
  return [once("COUNTED#PROFILE", tallyForAllAndClient(confirmed === undefined ? "users" : "signUps", at, row, 1))];
};

/** A sign-in created the profile before the sign-up was repaired, so the user was counted as of another kind. */
const countLateSignUp = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  once: CreateCountable,
): Countable[] => {
  const [confirmed, created] = [timeOf(after["confirmedAt"]), timeOf(before["createdAt"])];
  if (confirmed === undefined || created === undefined || timeOf(before["confirmedAt"]) !== undefined) return [];
  return [
    once("COUNTED#PROFILE#confirmed", [
      ...tallyForAllAndClient("signUps", confirmed, after, 1),
      ...tallyForAllAndClient("users", created, before, -1),
    ]),
  ];
};

const countSignIn = (sk: string, row: Record<string, unknown>, once: CreateCountable): Countable[] => {
  const at = timeOf(row["at"]);
  if (at === undefined) return [];
  const [unique, uniqueOfClient] = tallyForAllAndClient("uniqueUsers", at, row, 1);
  return [
    once(`COUNTED#${sk}`, tallyForAllAndClient("signIns", at, row, 1)),
    once(`ACTIVE#${dayOf(at)}`, [unique]),
    once(`ACTIVE#${dayOf(at)}#${uniqueOfClient.clientId}`, [uniqueOfClient]),
  ];
};

const tallyForAllAndClient = (activity: Activity, at: number, { clientId }: Record<string, unknown>, by: number) =>
  [
    { day: dayOf(at), activity, by },
    { day: dayOf(at), activity, clientId: typeof clientId === "string" ? clientId : "none", by },
  ] as const satisfies Tally[];

/** A valid time in milliseconds; undefined for anything else. */
const timeOf = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value < 253_402_300_800_000 ? value : undefined;
