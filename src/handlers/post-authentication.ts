import suite from "../../suite.config.ts";
import { type HandOver, handOver } from "../aws/ensure-profile.ts";
import { saveSignIn, saveSignInAndMail } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import type { PostAuthenticationEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
import { withDeadline } from "../deadline.ts";
import { errorFacts, type Report, report } from "../logger.ts";
import { attribute } from "../rules/attribute.ts";
import { newSignIn, type Owed } from "../rules/owed.ts";
import { readerOf } from "../rules/reader.ts";
import { type SignIn, signInOf } from "../rules/sign-in.ts";
import type { Suite } from "../settings.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = {
  suite: Suite;
  save: (signIn: SignIn, signal: AbortSignal) => Promise<void>;
  saveWithMail: (signIn: SignIn, owed: Owed, signal: AbortSignal) => Promise<void>;
  handOver: HandOver;
  report: Report;
  now: () => number;
};

/** Milliseconds of the trigger's 0.8 s, one after the other, for a sign-in that owes a mail. */
const within = { write: 450, handOver: 250 };

/**
 * One row per sign-in, and a mail when Cognito saw a new device. A sign-in never waits for analytics: a row that cannot be
 * written in time is dropped and logged. A mail is not: what owes one is handed to ensureProfile, which keeps trying.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export const createHandler =
  ({ suite, save, saveWithMail, handOver, report, now }: Dependencies): Handle<PostAuthenticationEvent> =>
  async (event, signal) => {
    const { triggerSource, userPoolId, userName, callerContext, request } = event;
    const sub = attribute(request.userAttributes, "sub");
    if (triggerSource !== "PostAuthentication_Authentication" || !sub) return event;

    const at = now();
    const newDevice = request.newDeviceUsed === true;
    const signIn = signInOf({
      sub,
      at,
      clientId: callerContext?.clientId,
      source: triggerSource,
      newDevice,
      keptDays: suite.retention.signInDays,
    });
    // Whoever was confirmed by phone or provider may have anybody's address: a stranger is not told of each new device.
    const isProven = attribute(request.userAttributes, "email_verified") === "true";
    if (newDevice && isProven) {
      const clientId = callerContext?.clientId ?? null;
      const owed = newSignIn(sub, readerOf(suite, { clientId, ...request }), at, signIn.clientId);
      try {
        await withDeadline(within.write, (inTime) => saveWithMail(signIn, owed, inTime), signal);
      } catch (error) {
        if (!userName) throw error;
        report("sign-in handed over", { error: errorFacts(error) });
        const repair = { userPoolId, userName, clientId, fact: "new-sign-in", at } as const;
        await withDeadline(within.handOver, (inTime) => handOver(repair, inTime), signal);
      }
    } else await save(signIn, signal);
    return event;
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME", "ENSURE_PROFILE_FUNCTION"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = trigger(
  createHandler({
    suite,
    save: saveSignIn(table),
    saveWithMail: saveSignInAndMail(table),
    handOver: handOver(environment.AWS_REGION, environment.ENSURE_PROFILE_FUNCTION),
    report,
    now: Date.now,
  }),
  { deadline: 800, whenItBreaks: "carry-on" },
);
