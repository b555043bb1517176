import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { createSeenRows, type ProfileRows } from "../../src/rules/people/rows.ts";
import type { Suite } from "../../src/settings/suite.ts";
import type { Pace } from "./pace.ts";
import { type Page, type PoolUser, TokenRefused } from "./pool-users.ts";

export type BackfillCounts = {
  seen: number;
  written: number;
  alreadyThere: number;
  notConfirmed: number;
  withoutSub: number;
};

/** The counts so far, and the token of the next page. */
export type BackfillProgress = { counts: BackfillCounts; token?: string };

export const beginning: BackfillProgress = {
  counts: { seen: 0, written: 0, alreadyThere: 0, notConfirmed: 0, withoutSub: 0 },
};

export type BackfillDependencies = {
  page: (token: string | undefined) => Promise<Page>;
  read: (sub: string) => Promise<ProfileRow | undefined>;
  /** Default: rows are only counted. */
  save?: (rows: ProfileRows) => Promise<unknown>;
  suite: Suite;
  pace: Pace;
  /** Called after each page. */
  onProgress: (progress: BackfillProgress) => Promise<void>;
};

/** Writes PROFILE rows for the users of a pool, page by page from `from`. Existing rows keep their attributes. */
export const backfillUsers = async (
  dependencies: BackfillDependencies,
  from: BackfillProgress = beginning,
): Promise<BackfillCounts> => {
  let { counts, token } = from;
  for (;;) {
    const { users, next } = await dependencies.page(token).catch((error) => {
      // Tokens expire. Starting again costs reads, and changes no row that was written.
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
  { read, save, suite, pace }: BackfillDependencies,
  { userName, attributes, createdAt, confirmed }: PoolUser,
): Promise<Exclude<keyof BackfillCounts, "seen">> => {
  const sub = attributes["sub"];
  if (!sub) return "withoutSub";
  // The confirmation will write the row.
  if (!confirmed) return "notConfirmed";
  await pace();
  const rows = createSeenRows({ sub, userName, userAttributes: attributes }, createdAt, suite);
  const row = await read(sub);
  if (row && Object.keys(rows.profile).every((field) => Object.hasOwn(row, field))) return "alreadyThere";
  await save?.(rows);
  return "written";
};
