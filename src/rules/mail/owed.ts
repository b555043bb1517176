import { type Key, outboxKey, signInId, signInSlice, startOfSlice } from "../people/keys.ts";
import type { Profile } from "../people/profile.ts";
import { createOwedMail, type OwedMail } from "./outbox.ts";
import type { Reader } from "./reader.ts";

/** A mail owed because of a fact, once: a row at one of `unless` means that it was owed already. */
export type OwedMailWrite = { mail: OwedMail; unless?: readonly Key[] };

const minute = 60_000;

/** What a person did that owes them a mail. */
export type MailedFact = "signed-up" | "password-changed" | "mfa-on" | "mfa-off";

/** The mail that a fact owes. */
export const createMailForFact = (fact: MailedFact, sub: string, reader: Reader, now: number): OwedMailWrite =>
  fact === "signed-up" ? createWelcome(sub, reader, now) : createChangeNotice(fact, sub, reader, now);

/** One welcome for ever. */
const createWelcome = (sub: string, reader: Reader, now: number): OwedMailWrite => ({
  mail: createOwedMail(sub, "welcome", reader, now),
});

/**
 * The slices before and after that of `now`. Events carry no id, so a repeat is told by time: Cognito repeats within 15 s,
 * which can reach into the next slice; and what was handed over is written later than its repeat.
 */
const neighbouringKeys = (now: number, width: number, keyAt: (at: number) => Key): Key[] => [
  keyAt(now - width),
  keyAt(now + width),
];

/** One notice per change. */
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

/** One notice per sign-in from a device that was not seen before. */
export const createNewSignInNotice = (sub: string, reader: Reader, now: number, clientId: string): OwedMailWrite => ({
  mail: createOwedMail(sub, "new-sign-in", reader, now, {
    id: signInId(now, clientId),
    details: { at: new Date(now).toISOString() },
  }),
  unless: neighbouringKeys(now, signInSlice, (at) => outboxKey(sub, "new-sign-in", signInId(at, clientId))),
});

/** What a profile says of a person's addresses; `latestEmail` is one that a password was reset with since. */
export type KnownEmails = Pick<Profile, "email" | "emailVerified"> & { latestEmail?: string };

/**
 * The proven addresses that a person has left for `to`, which is proven, too; the earliest first. Whoever went to another one
 * and came back has left both.
 */
export const findLeftEmails = ({ email, emailVerified, latestEmail }: KnownEmails, to: string): string[] =>
  [emailVerified ? email : undefined, latestEmail, to]
    .filter((seen) => seen !== undefined)
    .filter((seen, index, all) => index < all.length - 1 && seen !== all[index + 1]);

/**
 * One notice to each address that was left. The row carries the address, for the person may change theirs again before it
 * is sent. What keeps a repeat from being told again is the profile, which has the new address by then, so that changes
 * need no time between them.
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
