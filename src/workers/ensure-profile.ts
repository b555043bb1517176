import suite from "../../suite.config.ts";
import type { Repair } from "../aws/ensure-profile.ts";
import { openGroups } from "../aws/groups.ts";
import { type ProfileRow, saveProfile, saveProfileAndMail } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import { readUser } from "../aws/user-pool.ts";
import { readEnvironment } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { type JoinGroups, joinGroups } from "../default-groups.ts";
import { errorFacts, logger, type Report, report } from "../logger.ts";
import { type Owed, owedFor } from "../rules/owed.ts";
import { profileOf } from "../rules/profile.ts";
import { readerOf } from "../rules/reader.ts";
import type { Suite } from "../settings.ts";

export type Dependencies = {
  suite: Suite;
  readUser: (userPoolId: string, userName: string) => Promise<Record<string, string> | undefined>;
  save: (sub: string, profile: ProfileRow, signal: AbortSignal) => Promise<void>;
  saveWithMail: (sub: string, profile: ProfileRow, owed: Owed, signal: AbortSignal) => Promise<void>;
  join: JoinGroups;
  report: Report;
};

/** Milliseconds for the profile's write and for the groups. */
const writeWithin = 8_000;

/**
 * Writes what a trigger had no time for. It is invoked asynchronously: a throw means that Lambda tries again, and after
 * its last try puts the request into the on-failure queue.
 */
export const createHandler =
  ({ suite, readUser, save, saveWithMail, join, report }: Dependencies) =>
  async ({ userPoolId, userName, clientId, fact, at, groups = [] }: Repair): Promise<void> => {
    const userAttributes = await readUser(userPoolId, userName);
    const sub = userAttributes?.["sub"];
    if (!userAttributes || !sub) {
      report("user to repair is gone", { fact });
      return;
    }
    const person = { userName, clientId, userAttributes };
    const profile = {
      ...profileOf({ ...person, copied: suite.profile.attributes }),
      createdAt: at,
      ...(fact === "signed-up" && { confirmedAt: at }),
    };
    // Whoever may invoke this function gives nobody a group that the settings do not give.
    const known = groups.filter((group) => suite.groups?.some((rule) => rule.group === group));
    await Promise.all([
      withDeadline(writeWithin, (signal) =>
        fact === "seen"
          ? save(sub, profile, signal)
          : saveWithMail(sub, profile, owedFor(fact, sub, readerOf(suite, person), at), signal),
      ),
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
  join: joinGroups(openGroups(environment.AWS_REGION, { maxAttempts: 5 }), report),
  report,
});

export const handler = async (repair: Repair): Promise<void> => {
  logger.resetKeys();
  logger.appendKeys({ userPoolId: repair.userPoolId, clientId: repair.clientId, fact: repair.fact });
  try {
    await ensureProfile(repair);
  } catch (error) {
    logger.error("profile not repaired", { error: errorFacts(error) });
    // Lambda logs and queues what it is thrown, and AWS puts values into its messages.
    throw new Error("profile not repaired");
  }
};
