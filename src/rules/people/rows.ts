import type { Attributes } from "../../runtime/cognito-event.ts";
import type { Suite } from "../../settings/suite.ts";
import { renewOwedMail } from "../mail/outbox.ts";
import { createMailForFact, createNewSignInNotice, mailedFacts, type OwedMailWrite } from "../mail/owed.ts";
import { readerOf } from "../mail/reader.ts";
import { readAttribute } from "./attribute.ts";
import { latestEmailOf, type ProfileRow, profileOf } from "./profile.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

/** `seen`: Cognito reported a user who may have no profile yet, such as one that an administrator created. */
export const repairFacts = [...mailedFacts, "new-sign-in", "seen"] as const;

export type RepairFact = (typeof repairFacts)[number];
export type ProfileFact = Exclude<RepairFact, "new-sign-in">;

type EventUser = {
  sub: string;
  clientId?: string | null | undefined;
  userAttributes: Attributes | null | undefined;
  clientMetadata?: Attributes | null | undefined;
};

export type ProfileRows = { sub: string; profile: ProfileRow; owed?: OwedMailWrite };
export type SignInRows = { signIn: SignIn; owed?: OwedMailWrite };

type NamedUser = EventUser & { userName: string };

/** The profile of a user who was seen. It owes no mail. */
export const createSeenRows = (person: NamedUser, at: number, suite: Suite): ProfileRows => ({
  sub: person.sub,
  profile: { ...profileOf({ ...person, copied: suite.profile.attributes }), createdAt: at },
});

/**
 * The profile for a fact, with the mail that is owed for it. The triggers, ensureProfile, backfill and missed welcomes
 * all use this, so that they write the same rows. `at` in milliseconds since 1970.
 */
export const createProfileRows = (fact: ProfileFact, person: NamedUser, at: number, suite: Suite): ProfileRows => {
  const seen = createSeenRows(person, at, suite);
  if (fact === "seen") return seen;
  const changes = fact === "signed-up" ? { confirmedAt: at } : latestEmailOf(person.userAttributes);
  const owed = createMailForFact(fact, person.sub, readerOf(suite, person), at);
  return { ...seen, profile: { ...seen.profile, ...changes }, owed };
};

type SignedInUser = EventUser & { source?: string };

const createUserSignIn = (
  { sub, clientId, source = "PostAuthentication_Authentication" }: SignedInUser,
  { at, newDevice }: { at: number; newDevice: boolean },
  { retention }: Suite,
): SignIn => createSignIn({ sub, at, clientId, source, newDevice, keptDays: retention.signInDays });

/** A sign-in that owes no mail. Default `source`: post-authentication, which sees most sign-ins. */
export const createSignInRows = (person: SignedInUser, at: number, suite: Suite): SignInRows => ({
  signIn: createUserSignIn(person, { at, newDevice: false }, suite),
});

/** A sign-in from a new device, with the mail that is owed for it. */
export const createNewSignInRows = (person: SignedInUser, at: number, suite: Suite): SignInRows => {
  const signIn = createUserSignIn(person, { at, newDevice: true }, suite);
  // A user who was confirmed by phone or by a provider may have entered a stranger's address.
  const isVerified = readAttribute(person.userAttributes, "email_verified") === "true";
  if (!isVerified) return { signIn };
  return { signIn, owed: createNewSignInNotice(person.sub, readerOf(suite, person), at, signIn.clientId) };
};

/** The same rows, written late: their mail is owed from now on, because it has not been tried yet. */
export const withOwedMailFrom = <Rows extends { owed?: OwedMailWrite }>(rows: Rows, now: number): Rows =>
  rows.owed
    ? { ...rows, owed: { ...rows.owed, mail: { ...rows.owed.mail, ...renewOwedMail(rows.owed.mail.pk, now) } } }
    : rows;
