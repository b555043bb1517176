import type { HandOver } from "./aws/ensure-profile.ts";
import type { AddressChange, ProfileRow } from "./aws/person.ts";
import type { PreTokenGenerationEvent } from "./cognito-event.ts";
import { withDeadline } from "./deadline.ts";
import { errorFacts, type Report } from "./logger.ts";
import { attribute } from "./rules/attribute.ts";
import { addressChanged, leftEmails, type Owed } from "./rules/owed.ts";
import { profileOf } from "./rules/profile.ts";
import { readerOf } from "./rules/reader.ts";
import { type SignIn, signInOf } from "./rules/sign-in.ts";
import type { Suite } from "./settings.ts";

export type Dependencies = {
  suite: Suite;
  read: (sub: string, signal: AbortSignal) => Promise<ProfileRow | undefined>;
  saveProfile: (sub: string, profile: ProfileRow, signal: AbortSignal) => Promise<void>;
  saveAddress: (sub: string, change: AddressChange, owed: readonly Owed[], signal: AbortSignal) => Promise<void>;
  saveSignIn: (signIn: SignIn, signal: AbortSignal) => Promise<void>;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** Sign-ins for which Cognito may not call post-authentication, so their row is written here. */
const signInsOfItsOwn = ["TokenGeneration_HostedAuth", "TokenGeneration_NewPasswordChallenge"];

/** Milliseconds of the trigger's 1 s, one after the other. */
const within = { read: 450, write: 250, handOver: 200 };

/** The PROFILE row; a user without one (made by an administrator, or before the suite) gets it here. */
export const knownProfile = async (
  dependencies: Dependencies,
  event: PreTokenGenerationEvent,
  signal: AbortSignal,
): Promise<ProfileRow | undefined> => {
  const { suite, read, saveProfile, handOver, report, now } = dependencies;
  const { userPoolId, userName, callerContext, request } = event;
  const sub = attribute(request.userAttributes, "sub");
  if (!sub || !userName) return undefined;
  try {
    const found = await withDeadline(within.read, (inTime) => read(sub, inTime), signal);
    if (found) {
      await noteAddress(dependencies, event, { sub, found }, signal);
      return found;
    }
  } catch (error) {
    report("profile not read", { error: errorFacts(error) });
    return undefined;
  }
  const at = now();
  const clientId = callerContext?.clientId ?? null;
  const person = { userName, clientId, userAttributes: request.userAttributes };
  const profile = { ...profileOf({ ...person, copied: suite.profile.attributes }), createdAt: at };
  try {
    await withDeadline(within.write, (inTime) => saveProfile(sub, profile, inTime), signal);
  } catch (error) {
    report("profile handed over", { error: errorFacts(error) });
    await withDeadline(
      within.handOver,
      (inTime) => handOver({ userPoolId, userName, clientId, fact: "seen", at }, inTime),
      signal,
    ).catch((failure) => report("profile not handed over", { error: errorFacts(failure) }));
  }
  return undefined;
};

/**
 * Cognito calls no trigger when an address changes, so it is seen here: the row follows, and the old address is told. Whoever
 * had none, as people who sign in with a phone number, has no old one; one that nobody has proven may be a stranger's. An
 * address that a password was reset with is an old one, too, where it was left before anybody signed in.
 */
const noteAddress = async (
  { suite, saveAddress, report, now }: Dependencies,
  { callerContext, request }: PreTokenGenerationEvent,
  { sub, found }: { sub: string; found: ProfileRow },
  signal: AbortSignal,
): Promise<void> => {
  const { userAttributes } = request;
  const to = attribute(userAttributes, "email");
  const { email: from, emailVerified, latestEmail = to } = found;
  const isNews = from !== to || latestEmail !== to || !emailVerified;
  if (from === "" || !to || !isNews || attribute(userAttributes, "email_verified") !== "true") return;
  const reader = readerOf(suite, { clientId: callerContext?.clientId, userAttributes });
  const owed = addressChanged(sub, reader, now(), leftEmails(found, to));
  await withDeadline(within.write, (inTime) => saveAddress(sub, { known: found, to }, owed, inTime), signal).catch(
    (error) => report("address not changed", { error: errorFacts(error) }),
  );
};

/** The row of a sign-in that post-authentication is not told of; what cannot be written in time is dropped. */
export const noteSignIn = async (
  { suite, saveSignIn, report, now }: Dependencies,
  { triggerSource, callerContext, request }: PreTokenGenerationEvent,
  signal: AbortSignal,
): Promise<void> => {
  const sub = attribute(request.userAttributes, "sub");
  if (!sub || !signInsOfItsOwn.includes(triggerSource)) return;
  const signIn = signInOf({
    sub,
    at: now(),
    clientId: callerContext?.clientId,
    source: triggerSource,
    newDevice: false,
    keptDays: suite.retention.signInDays,
  });
  await withDeadline(within.read, (inTime) => saveSignIn(signIn, inTime), signal).catch((error) =>
    report("sign-in not recorded", { error: errorFacts(error) }),
  );
};
