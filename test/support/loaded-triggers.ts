import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import type { Repair } from "../../src/aws/ensure-profile.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";

type Handler<Event> = (event: Event) => Promise<Event>;

const sample = (name: string): string => readFileSync(join(root, "events", `${name}.json`), "utf8");
const texts = {
  postConfirmation: sample("PostConfirmation_ConfirmSignUp"),
  preTokenGeneration: sample("PreTokenGeneration_V2_HostedAuth"),
  postAuthentication: sample("PostAuthentication_Authentication"),
};

export type TriggerName = keyof typeof texts;

/** The user attributes of a user in the proofs. */
export const attributesOf = (sub: string): Record<string, string> => ({
  sub,
  email: `${sub}@example.com`,
  email_verified: "true",
  given_name: "Ada",
});

export const eventFor = (name: TriggerName, sub: string): CognitoEvent => {
  const event = JSON.parse(texts[name]) as CognitoEvent;
  event.userName = sub;
  event.request.userAttributes = attributesOf(sub);
  // With this, post-authentication also queues a mail, which needs a transaction.
  if (name === "postAuthentication") Object.assign(event.request, { newDeviceUsed: true });
  return event;
};

/** Loads the functions as Lambda does, after setting their environment, which they read once. */
export const loadTriggers = async (environment: Record<string, string>) => {
  Object.assign(process.env, environment);
  const [confirmation, token, authentication, ensure] = await Promise.all([
    import("../../src/handlers/post-confirmation.ts"),
    import("../../src/handlers/pre-token-generation.ts"),
    import("../../src/handlers/post-authentication.ts"),
    import("../../src/workers/ensure-profile.ts"),
  ]);
  return {
    postConfirmation: confirmation.handler as Handler<CognitoEvent>,
    preTokenGeneration: token.handler as unknown as Handler<CognitoEvent>,
    postAuthentication: authentication.handler as Handler<CognitoEvent>,
    ensureProfile: ensure.handler as (repair: Repair) => Promise<void>,
  };
};

/** Runs the events in Lambda's queue with two retries. @returns how many failed permanently */
export const runRepairs = async (
  queue: Repair[],
  ensureProfile: (repair: Repair) => Promise<void>,
): Promise<number> => {
  let failed = 0;
  for (let repair = queue.shift(); repair; repair = queue.shift()) {
    const again = repair;
    await ensureProfile(again)
      .catch(() => ensureProfile(again))
      .catch(() => ensureProfile(again))
      .catch(() => {
        failed += 1;
      });
  }
  return failed;
};
