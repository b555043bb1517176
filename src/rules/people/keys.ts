import type { NoticeMail } from "../../templates/notice-mails.ts";

export type Key = { pk: string; sk: string };

/** The number of partitions of the index of owed mails, so that no partition gets every write. */
const shards = 4;

const second = 1_000;

export const userKey = (sub: string) => `USER#${sub}`;

export const subOf = (pk: string): string => pk.slice("USER#".length);

export const profileKey = (sub: string): Key => ({ pk: userKey(sub), sk: "PROFILE" });

export const outboxPrefix = "OUTBOX#";
export const signInPrefix = "SIGNIN#";

export const outboxKey = (sub: string, kind: NoticeMail, id?: string): Key => ({
  pk: userKey(sub),
  sk: `${outboxPrefix}${kind}${id === undefined ? "" : `#${id}`}`,
});

/** Repeats of a sign-in within this time, in milliseconds, have the same row. */
export const signInSlice = 15 * second;

/** Identifies a sign-in of a user. Times in milliseconds since 1970. */
export const signInId = (now: number, clientId: string): string => `${startOfSlice(now, signInSlice)}#${clientId}`;

export const signInKey = (sub: string, now: number, clientId: string): Key => ({
  pk: userKey(sub),
  sk: `${signInPrefix}${signInId(now, clientId)}`,
});

/** The start of the time slice of `now`, as ISO 8601 to the second. */
export const startOfSlice = (now: number, width: number): string =>
  new Date(Math.floor(now / width) * width).toISOString().replace(/\.\d+Z$/, "Z");

/** For TTL in seconds; `at` in milliseconds. */
export const expireAfterDays = (at: number, days: number): number => Math.floor(at / second) + days * 86_400;

/** The index partition of a user's owed mails. */
export const dueKey = (sub: string): string => `OWED#${Buffer.from(sub).reduce((sum, byte) => sum + byte, 0) % shards}`;

/** All partitions of that index, for the sweep. */
export const dueShards = Array.from({ length: shards }, (_, shard) => `OWED#${shard}`);

/** A mail's id for SES's tag `outbox`, which accepts only letters, digits, `-` and `_`. */
export const outboxId = ({ pk, sk }: Key): string => Buffer.from(`${pk}\n${sk}`).toString("base64url");

/** The inverse of `outboxId`; undefined for any other id. */
export const outboxKeyOf = (id: string): Key | undefined => {
  const text = Buffer.from(id, "base64url").toString();
  const [, pk, sk] = /^(USER#[^\n]+)\n(OUTBOX#[^\n]+)$/.exec(text) ?? [];
  return pk && sk && outboxId({ pk, sk }) === id ? { pk, sk } : undefined;
};
