import suite from "../../suite.config.ts";
import { saveSignIn, saveSignInAndMail } from "../aws/person.ts";
import { openTable } from "../aws/table.ts";
import type { PostAuthenticationEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
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
  now: () => number;
};

/**
 * One row per sign-in, and a mail when Cognito saw a new device. A sign-in never waits for analytics: what cannot be
 * written in time is dropped and logged.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export const createHandler =
  ({ suite, save, saveWithMail, now }: Dependencies): Handle<PostAuthenticationEvent> =>
  async (event, signal) => {
    const { triggerSource, callerContext, request } = event;
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
      const reader = readerOf(suite, { clientId: callerContext?.clientId, ...request });
      await saveWithMail(signIn, newSignIn(sub, reader, at, signIn.clientId), signal);
    } else await save(signIn, signal);
    return event;
  };

const environment = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
const table = openTable(environment.AWS_REGION, environment.TABLE_NAME);

export const handler = trigger(
  createHandler({ suite, save: saveSignIn(table), saveWithMail: saveSignInAndMail(table), now: Date.now }),
  { deadline: 800, whenItBreaks: "carry-on" },
);
