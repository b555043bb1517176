import suite from "#suite";
import { type HandOver, handOverRepair } from "../aws/ensure-profile.ts";
import { saveSignIn } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import { createNewSignInRows, createSignInRows, type SignInRows } from "../rules/people/rows.ts";
import type { PostAuthenticationEvent } from "../runtime/cognito-event.ts";
import { readEnvironment } from "../runtime/config.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report, report } from "../runtime/logger.ts";
import { createTrigger, type HandleEvent } from "../runtime/trigger.ts";
import type { Suite } from "../settings/suite.ts";

export type Dependencies = {
  suite: Suite;
  save: (rows: SignInRows, signal: AbortSignal) => Promise<void>;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** In milliseconds. For a sign-in that owes a mail, the two steps follow each other within the trigger's deadline. */
export const deadlines = { trigger: 800, write: 450, handOver: 250 };

/**
 * Writes one row per sign-in, and a mail if Cognito saw a new device. Users do not wait for analytics: a row that
 * cannot be written in time is dropped and logged. With a mail, it is handed to ensureProfile, which retries.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export const createHandler =
  ({ suite, save, handOver, report, now }: Dependencies, within = deadlines): HandleEvent<PostAuthenticationEvent> =>
  async (event, signal) => {
    const { triggerSource, userPoolId, userName, callerContext, request } = event;
    const { userAttributes, clientMetadata, newDeviceUsed } = request;
    const sub = readAttribute(userAttributes, "sub");
    if (triggerSource !== "PostAuthentication_Authentication" || !sub) return event;

    const at = now();
    const clientId = callerContext?.clientId ?? null;
    const person = { sub, clientId, userAttributes, clientMetadata };
    const rows = newDeviceUsed === true ? createNewSignInRows(person, at, suite) : createSignInRows(person, at, suite);
    if (!rows.owed) {
      await save(rows, signal);
      return event;
    }
    try {
      await withDeadline(within.write, (signal) => save(rows, signal), signal);
    } catch (error) {
      if (!userName) throw error;
      report("sign-in handed over", { error: describeError(error) });
      const repair = { userPoolId, userName, clientId, fact: "new-sign-in", at } as const;
      await withDeadline(within.handOver, (signal) => handOver(repair, signal), signal);
    }
    return event;
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = createTrigger(
  createHandler({
    suite,
    save: saveSignIn(table),
    handOver: handOverRepair(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  { deadline: deadlines.trigger, whenItBreaks: "carry-on" },
);
