import type { NoticeMail } from "../../templates/notice-mails.ts";

export type Key = { pk: string; sk: string };

/** How many parts the index of owed mails is spread over, so that no partition takes every write. */
const shards = 4;

const second = 1_000;

export const userKey = (sub: string) => `USER#${sub}`;

/** The user whose rows have this partition key. */
export const subOf = (pk: string): string => pk.slice("USER#".length);

export const profileKey = (sub: string): Key => ({ pk: userKey(sub), sk: "PROFILE" });

export const outboxKey = (sub: string, kind: NoticeMail, id?: string): Key => ({
  pk: userKey(sub),
  sk: `OUTBOX#${kind}${id === undefined ? "" : `#${id}`}`,
});

/** Repeats of one sign-in within so many milliseconds are the same row. */
export const signInSlice = 15 * second;

/** What tells sign-ins of a person apart. Times in milliseconds since 1970. */
export const signInId = (now: number, clientId: string): string => `${startOfSlice(now, signInSlice)}#${clientId}`;

/** The row of a sign-in. */
export const signInKey = (sub: string, now: number, clientId: string): Key => ({
  pk: userKey(sub),
  sk: `SIGNIN#${signInId(now, clientId)}`,
});

/** The start of the time slice that `now` falls into, as ISO 8601 to the second. */
export const startOfSlice = (now: number, width: number): string =>
  new Date(Math.floor(now / width) * width).toISOString().replace(/\.\d+Z$/, "Z");

/** The index partition of a user's owed mails. */
export const dueKey = (sub: string): string => `OWED#${Buffer.from(sub).reduce((sum, byte) => sum + byte, 0) % shards}`;

/** All parts of that index, for the sweep. */
export const dueShards = Array.from({ length: shards }, (_, shard) => `OWED#${shard}`);

/** A mail's id for SES's tag `outbox`, which takes only letters, digits, `-` and `_`. */
export const outboxId = ({ pk, sk }: Key): string => Buffer.from(`${pk}\n${sk}`).toString("base64url");

/** The key that `outboxId` made an id of; undefined for whatever is no such id. */
export const outboxKeyOf = (id: string): Key | undefined => {
  const text = Buffer.from(id, "base64url").toString();
  const [, pk, sk] = /^(USER#[^\n]+)\n(OUTBOX#[^\n]+)$/.exec(text) ?? [];
  return pk && sk && outboxId({ pk, sk }) === id ? { pk, sk } : undefined;
};
