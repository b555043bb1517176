import { type Key, profileKey, startOfSlice, userKey } from "./keys.ts";

/** What is counted of a day. `users` are profiles made otherwise than by a sign-up; `uniqueUsers` are who signed in. */
export const activities = ["signUps", "users", "signIns", "uniqueUsers"] as const;
export type Activity = (typeof activities)[number];

/** One number of one day (`2026-01-31`, UTC): of an app client, or of all where it is left out. */
export type Tally = { day: string; activity: Activity; clientId?: string; by: number };

/** Something that is counted once: a row with its key says that it was. `expiresAt` in seconds for TTL. */
export type Countable = Key & { expiresAt: number; tallies: Tally[] };

/** What a row of the table was before and is after a change; a part that is missing was not there. */
export type RowChange = { key: Key; before?: Record<string, unknown>; after?: Record<string, unknown> };

const day = 86_400_000;

/** How many rows a day's number is spread over, so that workers side by side seldom meet. */
export const statsShards = 4;

/**
 * Days for which a row remembers that something was counted: the stream repeats nothing that is older than one.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
const rememberedDays = 3;

/** The row of one number of a day. */
export const statsKey = ({ day, activity, clientId }: Omit<Tally, "by">, shard: number): Key => ({
  pk: `STATS#${day}#${shard}`,
  sk: clientId === undefined ? activity : `${activity}#${clientId}`,
});

/** What such a key says; undefined for any other. */
export const tallyOf = (sk: string): Pick<Tally, "activity" | "clientId"> | undefined => {
  const [, name, , clientId] = /^([^#]+)(#(.*))?$/s.exec(sk) ?? [];
  const activity = activities.find((one) => one === name);
  return activity && { activity, ...(clientId !== undefined && { clientId }) };
};

/** The day of a time in milliseconds, in UTC as CloudWatch has it. */
export const dayOf = (at: number): string => startOfSlice(at, day).slice(0, "2026-01-31".length);

/** The last so many days up to `now`, oldest first. */
export const daysUntil = (now: number, days: number): string[] =>
  Array.from({ length: days }, (_, ago) => dayOf(now - (days - 1 - ago) * day));

/** When a day's numbers may go, in seconds. */
export const statsExpireAt = (ofDay: string, keptDays: number): number =>
  Math.floor(Date.parse(ofDay) / 1_000) + (keptDays + 1) * 86_400;

/**
 * What a change of the table adds to the numbers. Each part is counted once, in any order, however often its change is
 * told: a sign-in, the day's first of a person, their first through an app client; a profile that was made, and one that
 * turned out to be of a sign-up. Empty for every other change.
 */
export const countablesOf = ({ key, before, after }: RowChange, now: number): Countable[] => {
  if (!after || !key.pk.startsWith(userKey(""))) return [];
  const expiresAt = Math.floor(now / 1_000) + rememberedDays * 86_400;
  const once = (sk: string, tallies: Tally[]): Countable => ({ pk: key.pk, sk, expiresAt, tallies });
  if (key.sk === profileKey("").sk) return before ? countLateSignUp(before, after, once) : countNewProfile(after, once);
  return key.sk.startsWith("SIGNIN#") && !before ? countSignIn(key.sk, after, once) : [];
};

type CreateCountable = (sk: string, tallies: Tally[]) => Countable;

const countNewProfile = (row: Record<string, unknown>, once: CreateCountable): Countable[] => {
  const confirmed = timeOf(row["confirmedAt"]);
  const at = confirmed ?? timeOf(row["createdAt"]);
  if (at === undefined) return [];
  return [once("COUNTED#PROFILE", tallyForAllAndClient(confirmed === undefined ? "users" : "signUps", at, row, 1))];
};

/** A profile that was made at a sign-in before the repair of the sign-up came: no user of another kind after all. */
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

/** A time in milliseconds that a date can be made of; undefined for anything else. */
const timeOf = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value < 253_402_300_800_000 ? value : undefined;
