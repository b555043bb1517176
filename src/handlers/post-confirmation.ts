import { addToGroup } from "#groups";
import suite from "#suite";
import { type HandOver, handOverRepair } from "../aws/ensure-profile.ts";
import { saveProfile } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import type { MailedFact } from "../rules/mail/owed.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import { createProfileRows, type ProfileRows } from "../rules/people/rows.ts";
import { chooseDefaultGroups } from "../rules/sign-up/default-groups.ts";
import type { PostConfirmationEvent } from "../runtime/cognito-event.ts";
import { readEnvironment } from "../runtime/config.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report, report } from "../runtime/logger.ts";
import { createTrigger, type HandleEvent } from "../runtime/trigger.ts";
import type { Suite } from "../settings/suite.ts";
import { type JoinGroups, joinGroups } from "../steps/default-groups.ts";

export type Dependencies = {
  suite: Suite;
  save: (rows: ProfileRows, signal: AbortSignal) => Promise<void>;
  join: JoinGroups;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html */
const factsBySource: Record<string, MailedFact> = {
  PostConfirmation_ConfirmSignUp: "signed-up",
  PostConfirmation_ConfirmForgotPassword: "password-changed",
};

/** In milliseconds. Writing gets a part of the trigger's time; the rest is for handing over. */
export const deadlines = { trigger: 3_500, write: 2_200 };

/** Cognito does not retry this trigger, so what cannot be written is handed to ensureProfile, which retries. */
export const createHandler =
  (
    { suite, save, join, handOver, report, now }: Dependencies,
    within = deadlines,
  ): HandleEvent<PostConfirmationEvent> =>
  async (event, signal) => {
    const { triggerSource, userPoolId, userName, callerContext, request } = event;
    const fact = Object.hasOwn(factsBySource, triggerSource) ? factsBySource[triggerSource] : undefined;
    const { userAttributes, clientMetadata } = request;
    const sub = readAttribute(userAttributes, "sub");
    if (!fact || !userName || !sub) return event;

    const at = now();
    const clientId = callerContext?.clientId ?? null;
    const person = { sub, userName, clientId, userAttributes, clientMetadata };
    const rows = createProfileRows(fact, person, at, suite);
    // A password reset must not restore groups that the user was removed from.
    const groups = fact === "signed-up" ? chooseDefaultGroups(suite.groups ?? [], person) : [];
    const [saved, joined] = await Promise.allSettled([
      withDeadline(within.write, (signal) => save(rows, signal), signal),
      // Awaited, so that the first token contains the groups.
      withDeadline(within.write, (signal) => join({ userPoolId, userName }, groups, signal), signal),
    ]);
    if (saved.status === "rejected") report("profile handed over", { fact, error: describeError(saved.reason) });
    if (joined.status === "rejected") report("groups handed over", { groups, error: describeError(joined.reason) });
    if (saved.status === "rejected" || joined.status === "rejected") {
      const missing = joined.status === "rejected" ? { groups } : {};
      await handOver({ userPoolId, userName, clientId, fact, at, ...missing }, signal);
    }
    return event;
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = createTrigger(
  createHandler({
    suite,
    save: saveProfile(table),
    join: joinGroups(addToGroup(environment.AWS_REGION), report),
    handOver: handOverRepair(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  { deadline: deadlines.trigger, whenItBreaks: "carry-on" },
);
