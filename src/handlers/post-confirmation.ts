import suite from "../../suite.config.ts";
import { type HandOver, handOver } from "../aws/ensure-profile.ts";
import { openGroups } from "../aws/groups.ts";
import { type ProfileRow, saveProfileAndMail } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import type { PostConfirmationEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { type JoinGroups, joinGroups } from "../default-groups.ts";
import { errorFacts, type Report, report } from "../logger.ts";
import { attribute } from "../rules/attribute.ts";
import { defaultGroups } from "../rules/default-groups.ts";
import { type Fact, type Owed, owedFor } from "../rules/owed.ts";
import { latestEmailOf, profileOf } from "../rules/profile.ts";
import { readerOf } from "../rules/reader.ts";
import type { Suite } from "../settings.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = {
  suite: Suite;
  save: (sub: string, profile: ProfileRow, owed: Owed, signal: AbortSignal) => Promise<void>;
  join: JoinGroups;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html */
const facts: Record<string, Fact> = {
  PostConfirmation_ConfirmSignUp: "signed-up",
  PostConfirmation_ConfirmForgotPassword: "password-changed",
};

/** Milliseconds of the trigger's 3.5 s that writing may take; the rest is for handing over. */
const writeWithin = 2_200;

/**
 * The person is confirmed whatever happens here, and Cognito never asks again: so what cannot be written is handed to
 * ensureProfile, which keeps trying.
 */
export const createHandler =
  ({ suite, save, join, handOver, report, now }: Dependencies): Handle<PostConfirmationEvent> =>
  async (event, signal) => {
    const { triggerSource, userPoolId, userName, callerContext, request } = event;
    const fact = Object.hasOwn(facts, triggerSource) ? facts[triggerSource] : undefined;
    const sub = attribute(request.userAttributes, "sub");
    if (!fact || !userName || !sub) return event;

    const at = now();
    const clientId = callerContext?.clientId ?? null;
    const person = { userName, clientId, userAttributes: request.userAttributes };
    const reader = readerOf(suite, { ...person, clientMetadata: request.clientMetadata ?? null });
    const profile = {
      ...profileOf({ ...person, copied: suite.profile.attributes }),
      createdAt: at,
      ...(fact === "signed-up" ? { confirmedAt: at } : latestEmailOf(request.userAttributes)),
    };
    const owed = owedFor(fact, sub, reader, at);
    // A password reset is no reason to put somebody back into a group that they were taken out of.
    const groups = fact === "signed-up" ? defaultGroups(suite.groups ?? [], person) : [];
    const [saved, joined] = await Promise.allSettled([
      withDeadline(writeWithin, (inTime) => save(sub, profile, owed, inTime), signal),
      // Waited for, so that the very first token names them.
      withDeadline(writeWithin, (inTime) => join({ userPoolId, userName }, groups, inTime), signal),
    ]);
    if (saved.status === "rejected") report("profile handed over", { fact, error: errorFacts(saved.reason) });
    if (joined.status === "rejected") report("groups handed over", { groups, error: errorFacts(joined.reason) });
    if (saved.status === "rejected" || joined.status === "rejected") {
      const missing = joined.status === "rejected" ? { groups } : {};
      await handOver({ userPoolId, userName, clientId, fact, at, ...missing }, signal);
    }
    return event;
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = trigger(
  createHandler({
    suite,
    save: saveProfileAndMail(table),
    join: joinGroups(openGroups(environment.AWS_REGION), report),
    handOver: handOver(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  { deadline: 3_500, whenItBreaks: "carry-on" },
);
