// First, because it sets the environment variables that Powertools reads when it is loaded.
import "./canary.ts";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { SESv2Client } from "@aws-sdk/client-sesv2";
import { describe, expect, it } from "@jest/globals";
import { countOnce } from "../../src/aws/activity.ts";
import { markAddress, settleByEvent } from "../../src/aws/feedback.ts";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { sendMail } from "../../src/aws/ses.ts";
import { readUser } from "../../src/aws/user-pool.ts";
import { logger, report } from "../../src/runtime/logger.ts";
import { measure } from "../../src/runtime/metrics.ts";
import { createWorker } from "../../src/runtime/worker.ts";
import * as activity from "../../src/workers/count-activity.ts";
import { deliver } from "../../src/workers/deliver.ts";
import * as repairs from "../../src/workers/ensure-profile.ts";
import * as feedback from "../../src/workers/mail-feedback.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import * as outbox from "../../src/workers/send-mail.ts";
import { isFull, noteResult } from "../proofs/proof.ts";
import { suiteWith } from "../support/suite.ts";
import { fatesOf, hasCanary, listen, namesOf, newCanaryEvent, newCanaryRow, newQuotingError } from "./canary.ts";
import { runActivityToCount, runEventOfMail, runMailToSend, runProfileToEnsure, type Work } from "./canary-workers.ts";
import { customMessage, join, postAuthentication, postConfirmation, preSignUp, preToken, table } from "./functions.ts";
import { make, standIn } from "./world.ts";

const turns = isFull ? 25_000 : 1_000;
const suite = suiteWith({ signUp: { ...suiteWith().signUp, allowedDomains: ["example.com"] } });
const now = Date.now;

type Run = (event: never, context: { getRemainingTimeInMillis: () => number }) => Promise<unknown>;
type Watched = { run: Run; work: (turn: number) => Work; answersToo?: boolean };

const events = (prefix: string) => {
  const names = namesOf(prefix);
  return (turn: number): Work => ({
    event: newCanaryEvent(names[turn % names.length] ?? "", turn),
    circumstances: { row: turn % 3 === 0 ? undefined : newCanaryRow(), fates: fatesOf(turn), failure: newQuotingError },
  });
};

const sending = outbox.createHandler({
  deliver: deliver({
    lease: leaseMail(table),
    settle: settleMail(table),
    readProfile: (sub) => readProfile(table, { consistent: true })(sub, AbortSignal.timeout(3_000)),
    render: renderNotice(suite, "https://accounts.example.com"),
    send: sendMail(standIn<SESv2Client>(), { from: "a@example.com", configurationSet: "set", stage: "test" }),
    report,
    now,
    random: Math.random,
    sentMailDays: 90,
  }),
  due: findDueMails(table),
  report,
  measure,
  now,
});

const repairing = repairs.createHandler({
  suite,
  readUser: readUser("local", standIn<CognitoIdentityProviderClient>()),
  saveProfile: saveProfile(table),
  saveSignIn: saveSignIn(table),
  join,
  report,
  now,
});

/** All functions that handle personal data. Lambda records a worker's response, so it counts too. */
const watched: Readonly<Record<string, Watched>> = {
  "pre-signup": { run: preSignUp(suite), work: events("PreSignUp") },
  "custom-message": { run: customMessage(suite), work: events("CustomMessage") },
  "post-confirmation": { run: postConfirmation(suite), work: events("PostConfirmation") },
  "post-authentication": { run: postAuthentication(suite), work: events("PostAuthentication") },
  "pre-token-generation": { run: preToken(suite), work: events("PreTokenGeneration") },
  "send-mail": { run: sending, work: runMailToSend, answersToo: true },
  "ensure-profile": {
    run: createWorker(repairing, { failure: "profile not repaired", logKeys: repairs.logKeys }),
    work: runProfileToEnsure,
    answersToo: true,
  },
  "count-activity": {
    run: activity.createHandler({ count: countOnce(table, { keptDays: 400 }), measure, report, now }),
    work: runActivityToCount,
    answersToo: true,
  },
  "mail-feedback": {
    run: createWorker(
      feedback.createHandler({
        settle: settleByEvent(table),
        mark: markAddress(table),
        report,
        measure,
        sentMailDays: 90,
      }),
      { failure: "mail event not written" },
    ),
    work: runEventOfMail,
    answersToo: true,
  },
};

const context = { awsRequestId: "r1", getRemainingTimeInMillis: () => 60_000 };

/** Counts the texts that a function logs, counts and throws, and lists those with personal data. */
const findLeaks = async ({ run, work, answersToo = false }: Watched, most: number) => {
  const found = { texts: 0, leaks: [] as string[] };
  const check = (text: string) => {
    found.texts += 1;
    if (hasCanary(text)) found.leaks.push(text);
  };
  await listen(async () => {
    for (let turn = 1; turn <= most; turn += 1) {
      const { event, circumstances } = work(turn);
      const { answer, error } = await make((one: unknown) => run(one as never, context), event, circumstances);
      if (error) check(JSON.stringify({ ...error, name: error.name, text: error.stack, cause: error.cause }));
      if (answersToo && answer) check(JSON.stringify(answer));
    }
  }, check);
  return found;
};

describe("puts no personal data into a log, a metric or an error", () => {
  it.each(Object.entries(watched))(
    "%s",
    async (name, one) => {
      const started = performance.now();
      const { texts, leaks } = await findLeaks(one, turns);
      noteResult(`R12 ${name}`, {
        id: "R12",
        what: `${name}, on events whose every name, address, code, token and IP address is a canary`,
        goal: "no canary in a log, metric, error or worker's answer",
        size: { events: turns },
        facts: { texts, leaks: leaks.length },
        misses: leaks.length > 0 ? ["a leak"] : [],
        seconds: Math.round((performance.now() - started) / 100) / 10,
      });
      // A function without output would prove nothing.
      expect(texts).toBeGreaterThan(turns / 20);
      expect(leaks.slice(0, 3)).toEqual([]);
    },
    60_000 + turns * 5,
  );
});

describe("detects", () => {
  it.each<[what: string, name: string, run: (good: Run) => Run]>([
    [
      "an event in the log",
      "post-authentication",
      (good) => (event, context) => {
        logger.debug("event", { event });
        return good(event, context);
      },
    ],
    [
      "a cause in an error",
      "pre-signup",
      (good) => (event, context) =>
        good(event, context).catch((error) => {
          throw Object.assign(error, { cause: event });
        }),
    ],
    ["an unchanged error of AWS", "ensure-profile", () => repairing],
    [
      "a row in a worker's answer",
      "count-activity",
      (good) => async (event, context) => ({ ...((await good(event, context)) as object), event }),
    ],
  ])("%s", async (_, name, misbehaving) => {
    const { run, ...rest } = watched[name] as Watched;
    const { leaks } = await findLeaks({ ...rest, run: misbehaving(run) }, 300);
    expect(leaks).not.toEqual([]);
  });
});
