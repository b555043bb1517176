import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Suite } from "../../settings/suite.ts";
import { owedAgain } from "../mail/outbox.ts";
import { type MailedFact, newSignIn, type Owed, owedFor } from "../mail/owed.ts";
import { readerOf } from "../mail/reader.ts";
import { attribute } from "./attribute.ts";
import { latestEmailOf, type ProfileRow, profileOf } from "./profile.ts";
import { type SignIn, signInOf } from "./sign-in.ts";

/** `seen`: Cognito told of a user, such as one made by an administrator, who may have no profile yet. */
export type ProfileFact = MailedFact | "seen";

export type Person = {
  sub: string;
  clientId?: string | null | undefined;
  userAttributes: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
};

export type ProfileRows = { sub: string; profile: ProfileRow; owed?: Owed };
export type SignInRows = { signIn: SignIn; owed?: Owed };

type NamedPerson = Person & { userName: string };

/** The profile of a user who was seen: Cognito told of them, and they may have none yet. It owes no mail. */
export const seenRows = (person: NamedPerson, at: number, suite: Suite): ProfileRows => ({
  sub: person.sub,
  profile: { ...profileOf({ ...person, copied: suite.profile.attributes }), createdAt: at },
});

/**
 * The profile that a fact means, with the mail that it owes. The triggers, their repair, backfill and missed welcomes all
 * write what these rules say, so that they write the same. `at` in milliseconds since 1970.
 */
export const profileRows = (fact: ProfileFact, person: NamedPerson, at: number, suite: Suite): ProfileRows => {
  const seen = seenRows(person, at, suite);
  if (fact === "seen") return seen;
  const changes = fact === "signed-up" ? { confirmedAt: at } : latestEmailOf(person.userAttributes);
  const owed = owedFor(fact, person.sub, readerOf(suite, person), at);
  return { ...seen, profile: { ...seen.profile, ...changes }, owed };
};

type SignedInPerson = Person & { source?: string };

const signInOfPerson = (
  { sub, clientId, source = "PostAuthentication_Authentication" }: SignedInPerson,
  { at, newDevice }: { at: number; newDevice: boolean },
  { retention }: Suite,
): SignIn => signInOf({ sub, at, clientId, source, newDevice, keptDays: retention.signInDays });

/**
 * A sign-in. `source` is the trigger source that told of it; left out, that of post-authentication, which sees almost all.
 * It owes no mail.
 */
export const signInRows = (person: SignedInPerson, at: number, suite: Suite): SignInRows => ({
  signIn: signInOfPerson(person, { at, newDevice: false }, suite),
});

/** A sign-in from a device that Cognito had not seen before, with the mail that it owes. */
export const newSignInRows = (person: SignedInPerson, at: number, suite: Suite): SignInRows => {
  const signIn = signInOfPerson(person, { at, newDevice: true }, suite);
  // A user who was confirmed by phone or by a provider may have named a stranger's address.
  const isVerified = attribute(person.userAttributes, "email_verified") === "true";
  if (!isVerified) return { signIn };
  return { signIn, owed: newSignIn(person.sub, readerOf(suite, person), at, signIn.clientId) };
};

/** The same rows, written down late: their mail is owed from now on, for nobody has tried to send it yet. */
export const oweFromNow = <Rows extends { owed?: Owed }>(rows: Rows, now: number): Rows =>
  rows.owed
    ? { ...rows, owed: { ...rows.owed, mail: { ...rows.owed.mail, ...owedAgain(rows.owed.mail.pk, now) } } }
    : rows;
