import { bucket, type Key, outboxKey } from "./keys.ts";
import { type OwedMail, owedMail } from "./outbox.ts";
import type { Reader } from "./reader.ts";

/** A mail owed because of a fact, once: a row at `unless` means that it was owed already. */
export type Owed = { mail: OwedMail; unless?: Key };

const minute = 60_000;

/** What a person did, as far as it owes them a mail. */
export type Fact = "signed-up" | "password-changed" | "mfa-on" | "mfa-off";

/** The mail that a fact owes. */
export const owedFor = (fact: Fact, sub: string, reader: Reader, now: number): Owed =>
  fact === "signed-up" ? welcome(sub, reader, now) : changeNotice(fact, sub, reader, now);

/** One welcome for ever. */
const welcome = (sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, "welcome", reader, now),
});

/**
 * One notice per change. The event carries no id, so a repeat is told by time: Cognito repeats within 15 s, which can
 * reach into the next minute, so the minute before is looked at too.
 */
const changeNotice = (kind: Exclude<Fact, "signed-up">, sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, kind, reader, now, {
    id: bucket(now, minute),
    details: { at: new Date(now).toISOString() },
  }),
  unless: outboxKey(sub, kind, bucket(now - minute, minute)),
});

/** One notice per sign-in row from a device that was not seen before. */
export const newSignIn = (sub: string, reader: Reader, now: number, signInId: string): Owed => ({
  mail: owedMail(sub, "new-sign-in", reader, now, { id: signInId, details: { at: new Date(now).toISOString() } }),
});

/** One notice per change of address; it goes to the old one. */
export const addressChanged = (sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, "address-changed", reader, now, {
    id: bucket(now, minute),
    details: { at: new Date(now).toISOString() },
  }),
});
