import { type Key, outboxKey, signInId, signInSlice, startOfSlice } from "../people/keys.ts";
import type { Profile } from "../people/profile.ts";
import { createOwedMail, type OwedMail } from "./outbox.ts";
import type { Reader } from "./reader.ts";

/** A mail that is owed once because of a fact. If a row exists at one of the `unless` keys, it was owed already. */
export type OwedMailWrite = { mail: OwedMail; unless?: readonly Key[] };

const minute = 60_000;

/** What a user did that owes them a mail. */
export const mailedFacts = ["signed-up", "password-changed", "mfa-on", "mfa-off"] as const;
export type MailedFact = (typeof mailedFacts)[number];

export const createMailForFact = (fact: MailedFact, sub: string, reader: Reader, now: number): OwedMailWrite =>
  fact === "signed-up" ? createWelcome(sub, reader, now) : createChangeNotice(fact, sub, reader, now);

/** A user gets only one welcome mail. */
const createWelcome = (sub: string, reader: Reader, now: number): OwedMailWrite => ({
  mail: createOwedMail(sub, "welcome", reader, now),
});

/**
 * The time slices before and after `now`. Events have no id, so repeats are detected by time: Cognito repeats within 15
 * seconds, possibly in the next slice, and a handed-over event is written later than its repeat.
 */
const neighbouringKeys = (now: number, width: number, keyAt: (at: number) => Key): Key[] => [
  keyAt(now - width),
  keyAt(now + width),
];

const createChangeNotice = (
  kind: Exclude<MailedFact, "signed-up">,
  sub: string,
  reader: Reader,
  now: number,
): OwedMailWrite => ({
  mail: createOwedMail(sub, kind, reader, now, {
    id: startOfSlice(now, minute),
    details: { at: new Date(now).toISOString() },
  }),
  unless: neighbouringKeys(now, minute, (at) => outboxKey(sub, kind, startOfSlice(at, minute))),
});

/** One notice per sign-in from a new device. */
export const createNewSignInNotice = (sub: string, reader: Reader, now: number, clientId: string): OwedMailWrite => ({
  mail: createOwedMail(sub, "new-sign-in", reader, now, {
    id: signInId(now, clientId),
    details: { at: new Date(now).toISOString() },
  }),
  unless: neighbouringKeys(now, signInSlice, (at) => outboxKey(sub, "new-sign-in", signInId(at, clientId))),
});

/** The addresses of a profile; `latestEmail` is one that a password was reset with later. */
export type KnownEmails = Pick<Profile, "email" | "emailVerified"> & { latestEmail?: string };

/**
 * The verified addresses that a user has left for the verified address `to`, earliest first. A user who changed to
 * another address and back has left both.
 */
export const findLeftEmails = ({ email, emailVerified, latestEmail }: KnownEmails, to: string): string[] =>
  [emailVerified ? email : undefined, latestEmail, to]
    .filter((seen) => seen !== undefined)
    .filter((seen, index, all) => index < all.length - 1 && seen !== all[index + 1]);

/**
 * One notice to each previous address. The row contains the address, because the user may change theirs again before it
 * is sent. The profile prevents repeats: it already has the new address, so changes may follow each other at once.
 */
export const createAddressNotices = (
  sub: string,
  reader: Reader,
  now: number,
  left: readonly string[],
): OwedMailWrite[] => {
  const at = new Date(now).toISOString();
  return left.map((leftEmail, index) => ({
    mail: {
      ...createOwedMail(sub, "address-changed", reader, now, { id: `${at}#${index}`, details: { at } }),
      leftEmail,
    },
  }));
};
