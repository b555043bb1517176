import suite from "../../suite.config.ts";
import type { Repair } from "../aws/ensure-profile.ts";
import { openGroups } from "../aws/groups.ts";
import { type ProfileRow, saveProfile, saveProfileAndMail, saveSignIn, saveSignInAndMail } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import { readUser } from "../aws/user-pool.ts";
import { readEnvironment } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { type JoinGroups, joinGroups } from "../default-groups.ts";
import { errorFacts, logger, type Report, report, reportError } from "../logger.ts";
import { attribute } from "../rules/attribute.ts";
import { owedAgain } from "../rules/outbox.ts";
import { newSignIn, type Owed, owedFor } from "../rules/owed.ts";
import { latestEmailOf, profileOf } from "../rules/profile.ts";
import { readerOf } from "../rules/reader.ts";
import { type SignIn, signInOf } from "../rules/sign-in.ts";
import type { Suite } from "../settings.ts";

export type Dependencies = {
  suite: Suite;
  readUser: (userPoolId: string, userName: string) => Promise<Record<string, string> | undefined>;
  save: (sub: string, profile: ProfileRow, signal: AbortSignal) => Promise<void>;
  saveWithMail: (sub: string, profile: ProfileRow, owed: Owed, signal: AbortSignal) => Promise<void>;
  saveSignIn: (signIn: SignIn, signal: AbortSignal) => Promise<void>;
  saveSignInWithMail: (signIn: SignIn, owed: Owed, signal: AbortSignal) => Promise<void>;
  join: JoinGroups;
  report: Report;
  now: () => number;
};

/** Milliseconds for the write and for the groups. */
const writeWithin = 8_000;

const facts: ReadonlyArray<Repair["fact"]> = [
  "signed-up",
  "password-changed",
  "mfa-on",
  "mfa-off",
  "new-sign-in",
  "seen",
];

/** There was no Cognito before, so an earlier time is one in seconds. */
const earliest = Date.UTC(2014, 0, 1);

/** What your own backend, which asks for notices, may have got wrong. */
const problemsOf = ({ userPoolId, userName, fact, at }: Repair): string[] => [
  ...(userPoolId && userName ? [] : ["userPoolId and userName say whose profile it is"]),
  ...(facts.includes(fact) ? [] : [`fact is one of ${facts.join(", ")}`]),
  ...(Number.isSafeInteger(at) && at >= earliest ? [] : ["at is a number, milliseconds since 1970"]),
];

/** A request may have waited for days in the on-failure queue; its mail has not been tried yet. */
const owedFrom = (now: number, { mail, ...owed }: Owed): Owed => ({
  ...owed,
  mail: { ...mail, ...owedAgain(mail.pk, now) },
});

type Person = { sub: string; clientId: string | null; userAttributes: Record<string, string> };

/** What post-authentication would have written, by the same keys: told twice, or written after all, it is one. */
const noteSignIn = async (
  { suite, saveSignIn, saveSignInWithMail, now }: Dependencies,
  { sub, clientId, userAttributes }: Person,
  at: number,
  signal: AbortSignal,
): Promise<void> => {
  const source = "PostAuthentication_Authentication";
  const signIn = signInOf({ sub, at, clientId, source, newDevice: true, keptDays: suite.retention.signInDays });
  // The trigger hands over no others; but whoever else may invoke this function mails no stranger, either.
  if (attribute(userAttributes, "email_verified") !== "true") return saveSignIn(signIn, signal);
  const owed = newSignIn(sub, readerOf(suite, { clientId, userAttributes }), at, signIn.clientId);
  return saveSignInWithMail(signIn, owedFrom(now(), owed), signal);
};

/**
 * Writes what a trigger had no time for. It is invoked asynchronously: a throw means that Lambda tries again, and after
 * its last try puts the request into the on-failure queue.
 */
export const createHandler =
  (dependencies: Dependencies) =>
  async (repair: Repair): Promise<void> => {
    const { suite, readUser, save, saveWithMail, join, report, now } = dependencies;
    const problems = problemsOf(repair);
    if (problems.length > 0) {
      report("request not understood", { problems });
      throw new Error("request not understood");
    }
    const { userPoolId, userName, clientId, fact, at, groups = [] } = repair;
    const userAttributes = await readUser(userPoolId, userName);
    const sub = userAttributes?.["sub"];
    if (!userAttributes || !sub) {
      report("user to repair is gone", { fact });
      return;
    }
    const person = { userName, clientId, userAttributes };
    const saveAll = async (signal: AbortSignal): Promise<void> => {
      if (fact === "new-sign-in") return noteSignIn(dependencies, { sub, clientId, userAttributes }, at, signal);
      const profile = {
        ...profileOf({ ...person, copied: suite.profile.attributes }),
        createdAt: at,
        ...(fact === "signed-up" ? { confirmedAt: at } : fact !== "seen" && latestEmailOf(userAttributes)),
      };
      if (fact === "seen") return save(sub, profile, signal);
      return saveWithMail(sub, profile, owedFrom(now(), owedFor(fact, sub, readerOf(suite, person), at)), signal);
    };
    // Whoever may invoke this function gives nobody a group that the settings do not give.
    const known = groups.filter((group) => suite.groups?.some((rule) => rule.group === group));
    await Promise.all([
      withDeadline(writeWithin, saveAll),
      withDeadline(writeWithin, (signal) => join({ userPoolId, userName }, known, signal)),
    ]);
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME, { maxAttempts: 5 });
const ensureProfile = createHandler({
  suite,
  readUser: readUser(environment.AWS_REGION),
  save: saveProfile(table),
  saveWithMail: saveProfileAndMail(table),
  saveSignIn: saveSignIn(table),
  saveSignInWithMail: saveSignInAndMail(table),
  join: joinGroups(openGroups(environment.AWS_REGION, { maxAttempts: 5 }), report),
  report,
  now: Date.now,
});

export const handler = async (repair: Repair): Promise<void> => {
  logger.resetKeys();
  logger.appendKeys({ userPoolId: repair.userPoolId, clientId: repair.clientId, fact: repair.fact });
  try {
    await ensureProfile(repair);
  } catch (error) {
    reportError("profile not repaired", { error: errorFacts(error) });
    // Lambda logs and queues what it is thrown, and AWS puts values into its messages.
    throw new Error("profile not repaired");
  }
};
