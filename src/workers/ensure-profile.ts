import { addToGroup } from "#groups";
import suite from "#suite";
import type { Repair } from "../aws/ensure-profile.ts";
import { saveProfile, saveSignIn } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import { readUser } from "../aws/user-pool.ts";
import {
  createNewSignInRows,
  createProfileRows,
  type ProfileRows,
  repairFacts,
  type SignInRows,
  withOwedMailFrom,
} from "../rules/people/rows.ts";
import { readEnvironment } from "../runtime/config.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { type Report, report } from "../runtime/logger.ts";
import { createWorker } from "../runtime/worker.ts";
import type { Suite } from "../settings/suite.ts";
import { type JoinGroups, joinGroups } from "../steps/default-groups.ts";

export type Dependencies = {
  suite: Suite;
  readUser: (userPoolId: string, userName: string) => Promise<Record<string, string> | undefined>;
  saveProfile: (rows: ProfileRows, signal: AbortSignal) => Promise<void>;
  saveSignIn: (rows: SignInRows, signal: AbortSignal) => Promise<void>;
  join: JoinGroups;
  report: Report;
  now: () => number;
};

/** Milliseconds for the rows, and concurrently for the groups. */
const deadline = 8_000;

/** Cognito did not exist earlier, so a smaller number is in seconds. */
const earliest = Date.UTC(2014, 0, 1);

/** Your own backend requests notices, so the request is validated. */
const problemsOf = ({ userPoolId, userName, fact, at }: Repair): string[] => [
  ...(userPoolId && userName ? [] : ["userPoolId or userName is missing: set both"]),
  ...(repairFacts.includes(fact) ? [] : [`fact must be one of ${repairFacts.join(", ")}`]),
  ...(Number.isSafeInteger(at) && at >= earliest ? [] : ["at must be milliseconds since 1970"]),
];

export const logKeys = ({ userPoolId, clientId, fact }: Repair): Record<string, unknown> => ({
  userPoolId,
  clientId,
  fact,
});

/**
 * Writes what a trigger had no time for. It is invoked asynchronously: if it throws, Lambda retries, and finally moves
 * the request to the on-failure queue.
 */
export const createHandler =
  ({ suite, readUser, saveProfile, saveSignIn, join, report, now }: Dependencies, within = deadline) =>
  async (repair: Repair): Promise<void> => {
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
    const person = { sub, userName, clientId, userAttributes };
    // The request may have waited in the on-failure queue for days.
    const save = (signal: AbortSignal): Promise<void> =>
      fact === "new-sign-in"
        ? saveSignIn(withOwedMailFrom(createNewSignInRows(person, at, suite), now()), signal)
        : saveProfile(withOwedMailFrom(createProfileRows(fact, person, at, suite), now()), signal);
    // A caller with the right to invoke this function cannot add users to groups that the settings do not name.
    const known = groups.filter((group) => suite.groups?.some((rule) => rule.group === group));
    await Promise.all([
      withDeadline(within, save),
      withDeadline(within, (signal) => join({ userPoolId, userName }, known, signal)),
    ]);
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME, { maxAttempts: 5 });

export const handler = createWorker(
  createHandler({
    suite,
    readUser: readUser(environment.AWS_REGION),
    saveProfile: saveProfile(table),
    saveSignIn: saveSignIn(table),
    join: joinGroups(addToGroup(environment.AWS_REGION, { maxAttempts: 5 }), report),
    report,
    now: Date.now,
  }),
  { failure: "profile not repaired", logKeys },
);
