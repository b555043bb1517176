import type { HandOver } from "../aws/ensure-profile.ts";
import type { AddressChange } from "../aws/person.ts";
import { createAddressNotices, findLeftEmails, type OwedMailWrite } from "../rules/mail/owed.ts";
import { readerOf } from "../rules/mail/reader.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import { createSeenRows, createSignInRows, type ProfileRows, type SignInRows } from "../rules/people/rows.ts";
import type { PreTokenGenerationEvent } from "../runtime/cognito-event.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import type { Suite } from "../settings/suite.ts";

export type Dependencies = {
  suite: Suite;
  read: (sub: string, signal: AbortSignal) => Promise<ProfileRow | undefined>;
  saveProfile: (rows: ProfileRows, signal: AbortSignal) => Promise<void>;
  saveAddress: (
    sub: string,
    change: AddressChange,
    owed: readonly OwedMailWrite[],
    signal: AbortSignal,
  ) => Promise<void>;
  saveSignIn: (rows: SignInRows, signal: AbortSignal) => Promise<void>;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** In milliseconds; the first three follow each other, beside `signIn`. */
type StepDeadlines = { read: number; write: number; handOver: number; signIn: number };

/** Cognito may not call post-authentication for these sign-ins, so their row is written here. */
const sourcesWithoutPostAuthentication = ["TokenGeneration_HostedAuth", "TokenGeneration_NewPasswordChallenge"];

/** The PROFILE row. It is created for a user without one, who was added by an administrator or before the suite. */
export const readOrCreateProfile = async (
  dependencies: Dependencies,
  event: PreTokenGenerationEvent,
  within: StepDeadlines,
  signal: AbortSignal,
): Promise<ProfileRow | undefined> => {
  const { suite, read, saveProfile, handOver, report, now } = dependencies;
  const { userPoolId, userName, callerContext, request } = event;
  const { userAttributes } = request;
  const sub = readAttribute(userAttributes, "sub");
  if (!sub || !userName) return undefined;
  try {
    const found = await withDeadline(within.read, (signal) => read(sub, signal), signal);
    if (found) {
      await recordAddress(dependencies, event, { sub, found }, within, signal);
      return found;
    }
  } catch (error) {
    report("profile not read", { error: describeError(error) });
    return undefined;
  }
  const at = now();
  const clientId = callerContext?.clientId ?? null;
  const rows = createSeenRows({ sub, userName, clientId, userAttributes }, at, suite);
  try {
    await withDeadline(within.write, (signal) => saveProfile(rows, signal), signal);
  } catch (error) {
    report("profile handed over", { error: describeError(error) });
    const repair = { userPoolId, userName, clientId, fact: "seen", at } as const;
    await withDeadline(within.handOver, (signal) => handOver(repair, signal), signal).catch((failure) =>
      report("profile not handed over", { error: describeError(failure) }),
    );
  }
  return undefined;
};

/**
 * Cognito calls no trigger when an address changes, so changes are detected here: the row is updated, and the old
 * address is notified. Users without an address have no old one, and an unverified address may be a stranger's. An
 * address that a password was reset with counts as old, too, if the user left it before the next sign-in.
 */
const recordAddress = async (
  { suite, saveAddress, report, now }: Dependencies,
  { callerContext, request }: PreTokenGenerationEvent,
  { sub, found }: { sub: string; found: ProfileRow },
  within: StepDeadlines,
  signal: AbortSignal,
): Promise<void> => {
  const { userAttributes } = request;
  const to = readAttribute(userAttributes, "email");
  const { email: from, emailVerified, latestEmail = to } = found;
  const hasChanged = from !== to || latestEmail !== to || !emailVerified;
  if (from === "" || !to || !hasChanged || readAttribute(userAttributes, "email_verified") !== "true") return;
  const left = findLeftEmails(found, to);
  const reader = readerOf(suite, { clientId: callerContext?.clientId, userAttributes });
  const owed = createAddressNotices(sub, reader, now(), left);
  const change = { known: found, to, previousEmail: left.at(-1) };
  await withDeadline(within.write, (signal) => saveAddress(sub, change, owed, signal), signal).catch((error) =>
    report("address not changed", { error: describeError(error) }),
  );
};

/** The row of a sign-in that post-authentication does not see. It is dropped if it cannot be written in time. */
export const recordSignIn = async (
  { suite, saveSignIn, report, now }: Dependencies,
  { triggerSource: source, callerContext, request }: PreTokenGenerationEvent,
  within: StepDeadlines,
  signal: AbortSignal,
): Promise<void> => {
  const { userAttributes } = request;
  const sub = readAttribute(userAttributes, "sub");
  if (!sub || !sourcesWithoutPostAuthentication.includes(source)) return;
  const rows = createSignInRows({ sub, clientId: callerContext?.clientId, userAttributes, source }, now(), suite);
  await withDeadline(within.signIn, (signal) => saveSignIn(rows, signal), signal).catch((error) =>
    report("sign-in not recorded", { error: describeError(error) }),
  );
};
