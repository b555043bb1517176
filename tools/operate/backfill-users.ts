import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { createSeenRows, type ProfileRows } from "../../src/rules/people/rows.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Pace } from "./pace.ts";
import { type Page, type PoolUser, TokenRefused } from "./pool-users.ts";

export type Counts = { seen: number; written: number; alreadyThere: number; notConfirmed: number; withoutSub: number };

/** How far it has come: what was counted, and the token of the page that is next. */
export type Progress = { counts: Counts; token?: string };

export const beginning: Progress = {
  counts: { seen: 0, written: 0, alreadyThere: 0, notConfirmed: 0, withoutSub: 0 },
};

export type Dependencies = {
  page: (token: string | undefined) => Promise<Page>;
  read: (sub: string) => Promise<ProfileRow | undefined>;
  /** Left out: nothing is written, and counted what would be. */
  save?: (rows: ProfileRows) => Promise<unknown>;
  suite: Suite;
  pace: Pace;
  /** After each page. */
  onProgress: (progress: Progress) => Promise<void>;
};

/** Gives the users of a pool their PROFILE rows, page by page, from where it stopped. A row keeps all that it has. */
export const backfillUsers = async (dependencies: Dependencies, from: Progress = beginning): Promise<Counts> => {
  let { counts, token } = from;
  for (;;) {
    const { users, next } = await dependencies.page(token).catch((error) => {
      // A token lives for a while only; to begin again costs reads, and changes nothing that was written.
      if (!(error instanceof TokenRefused)) throw error;
      counts = beginning.counts;
      return dependencies.page(undefined);
    });
    const found = await Promise.all(users.map((user) => backfillUser(dependencies, user)));
    counts = { ...counts, seen: counts.seen + users.length };
    for (const kind of found) counts = { ...counts, [kind]: counts[kind] + 1 };
    await dependencies.onProgress({ counts, ...(next && { token: next }) });
    if (!next) return counts;
    token = next;
  }
};

const backfillUser = async (
  { read, save, suite, pace }: Dependencies,
  { userName, attributes, createdAt, confirmed }: PoolUser,
): Promise<Exclude<keyof Counts, "seen">> => {
  const sub = attributes["sub"];
  if (!sub) return "withoutSub";
  // Whoever has proven nothing yet gets no row; the confirmation brings it.
  if (!confirmed) return "notConfirmed";
  await pace();
  const rows = createSeenRows({ sub, userName, userAttributes: attributes }, createdAt, suite);
  const row = await read(sub);
  if (row && Object.keys(rows.profile).every((field) => Object.hasOwn(row, field))) return "alreadyThere";
  await save?.(rows);
  return "written";
};
