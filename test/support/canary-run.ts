import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { bundled, type Change } from "./bundle.ts";
import { canaryEvent, canaryRow, fatesOf, listen, namesOf, tells, tellTale } from "./canary-oracle.ts";
import { activityToCount, eventOfMail, mailToSend, profileToEnsure, type Work } from "./canary-workers.ts";
import { lambdaStandIn, make, sesStandIn, standIns, userPoolStandIn } from "./oracle-world.ts";

type Handler = (event: unknown, context: object) => Promise<unknown>;
type Watched = { entry: string; changes: readonly Change[]; work: (turn: number) => Work; answersToo?: boolean };

const events = (prefix: string) => {
  const names = namesOf(prefix);
  return (turn: number): Work => ({
    event: canaryEvent(names[turn % names.length] ?? "", turn) satisfies CognitoEvent,
    circumstances: { row: turn % 3 === 0 ? undefined : canaryRow(), fates: fatesOf(turn), failure: tellTale },
  });
};

/** All functions that see something of a person. What a worker answers goes into Lambda's own records, so it counts, too. */
export const watched: Readonly<Record<string, Watched>> = {
  "pre-signup": {
    entry: "src/handlers/pre-signup.ts",
    changes: [
      ...standIns,
      { file: "/suite.config.ts", from: "allowedDomains: []", to: 'allowedDomains: ["example.com"]' },
      {
        file: "src/steps/sign-up-look-ups.ts",
        from: "{ reading: 1_000, writing: 700, readingLate: 600, writingLate: 600 }",
        to: "{ reading: 10, writing: 7, readingLate: 6, writingLate: 6 }",
      },
    ],
    work: events("PreSignUp"),
  },
  "custom-message": { entry: "src/handlers/custom-message.ts", changes: [], work: events("CustomMessage") },
  "post-confirmation": {
    entry: "src/handlers/post-confirmation.ts",
    changes: [...standIns, ...lambdaStandIn],
    work: events("PostConfirmation"),
  },
  "post-authentication": {
    entry: "src/handlers/post-authentication.ts",
    changes: [...standIns, ...lambdaStandIn],
    work: events("PostAuthentication"),
  },
  "pre-token-generation": {
    entry: "src/handlers/pre-token-generation.ts",
    changes: [...standIns, ...lambdaStandIn],
    work: events("PreTokenGeneration"),
  },
  "send-mail": {
    entry: "src/workers/send-mail.ts",
    changes: [...standIns, ...sesStandIn],
    work: mailToSend,
    answersToo: true,
  },
  "ensure-profile": {
    entry: "src/workers/ensure-profile.ts",
    changes: [...standIns, ...userPoolStandIn],
    work: profileToEnsure,
    answersToo: true,
  },
  "count-activity": {
    entry: "src/workers/count-activity.ts",
    changes: standIns,
    work: activityToCount,
    answersToo: true,
  },
  "mail-feedback": {
    entry: "src/workers/mail-feedback.ts",
    changes: standIns,
    work: eventOfMail,
    answersToo: true,
  },
};

/** Read when a bundle is loaded; what a stage may set is no reason to tell more. */
export const loudest = { POWERTOOLS_LOG_LEVEL: "DEBUG", POWERTOOLS_METRICS_DISABLED: "false" };

/** What a function told: so many texts, and those of them that tell of somebody. */
export type Told = { texts: number; leaks: string[] };

const context = { awsRequestId: "r1", getRemainingTimeInMillis: () => 60_000 };
let bundles = 0;

/** All that a function logs, counts and throws over so many events; with a mistake in it, if one is given. */
export const toldBy = async (
  name: string,
  folder: string,
  most: number,
  bug: readonly Change[] = [],
): Promise<Told> => {
  const { entry, changes, work, answersToo = false } = watched[name] as Watched;
  bundles += 1;
  const handler = bundled<Handler>(entry, folder, `${name}-${bundles}`, [...changes, ...bug]);
  const told: Told = { texts: 0, leaks: [] };
  const hear = (text: string) => {
    told.texts += 1;
    if (tells(text)) told.leaks.push(text);
  };
  await listen(async () => {
    for (let turn = 1; turn <= most; turn += 1) {
      const { event, circumstances } = work(turn);
      const { answer, error } = await make((one: unknown) => handler(one, context), event, circumstances);
      if (error) hear(JSON.stringify({ ...error, name: error.name, text: error.stack, cause: error.cause }));
      if (answersToo && answer) hear(JSON.stringify(answer));
    }
  }, hear);
  return told;
};
