import { bucket, type Key, outboxKey, signInId, signInSlice } from "../people/keys.ts";
import type { Profile } from "../people/profile.ts";
import { type OwedMail, owedMail } from "./outbox.ts";
import type { Reader } from "./reader.ts";

/** A mail owed because of a fact, once: a row at one of `unless` means that it was owed already. */
export type Owed = { mail: OwedMail; unless?: readonly Key[] };

const minute = 60_000;

/** What a person did that owes them a mail. */
export type MailedFact = "signed-up" | "password-changed" | "mfa-on" | "mfa-off";

/** The mail that a fact owes. */
export const owedFor = (fact: MailedFact, sub: string, reader: Reader, now: number): Owed =>
  fact === "signed-up" ? welcome(sub, reader, now) : changeNotice(fact, sub, reader, now);

/** One welcome for ever. */
const welcome = (sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, "welcome", reader, now),
});

/**
 * The slices before and after that of `now`. Events carry no id, so a repeat is told by time: Cognito repeats within 15 s,
 * which can reach into the next slice; and what was handed over is written later than its repeat.
 */
const beside = (now: number, width: number, keyAt: (at: number) => Key): Key[] => [
  keyAt(now - width),
  keyAt(now + width),
];

/** One notice per change. */
const changeNotice = (kind: Exclude<MailedFact, "signed-up">, sub: string, reader: Reader, now: number): Owed => ({
  mail: owedMail(sub, kind, reader, now, {
    id: bucket(now, minute),
    details: { at: new Date(now).toISOString() },
  }),
  unless: beside(now, minute, (at) => outboxKey(sub, kind, bucket(at, minute))),
});

/** One notice per sign-in from a device that was not seen before. */
export const newSignIn = (sub: string, reader: Reader, now: number, clientId: string): Owed => ({
  mail: owedMail(sub, "new-sign-in", reader, now, {
    id: signInId(now, clientId),
    details: { at: new Date(now).toISOString() },
  }),
  unless: beside(now, signInSlice, (at) => outboxKey(sub, "new-sign-in", signInId(at, clientId))),
});

/** What a profile says of a person's addresses; `latestEmail` is one that a password was reset with since. */
export type KnownEmails = Pick<Profile, "email" | "emailVerified"> & { latestEmail?: string };

/**
 * The proven addresses that a person has left for `to`, which is proven, too; the earliest first. Whoever went to another one
 * and came back has left both.
 */
export const leftEmails = ({ email, emailVerified, latestEmail }: KnownEmails, to: string): string[] =>
  [emailVerified ? email : undefined, latestEmail, to]
    .filter((seen) => seen !== undefined)
    .filter((seen, index, all) => index < all.length - 1 && seen !== all[index + 1]);

/**
 * One notice to each address that was left. The row carries the address, for the person may change theirs again before it
 * is sent. What keeps a repeat from being told again is the profile, which has the new address by then, so that changes
 * need no time between them.
 */
export const addressChanged = (sub: string, reader: Reader, now: number, left: readonly string[]): Owed[] => {
  const at = new Date(now).toISOString();
  return left.map((leftEmail, index) => ({
    mail: { ...owedMail(sub, "address-changed", reader, now, { id: `${at}#${index}`, details: { at } }), leftEmail },
  }));
};
