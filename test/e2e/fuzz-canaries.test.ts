import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import type { Change } from "../support/bundle.ts";
import { loudest, toldBy, watched } from "../support/canary-run.ts";

const folder = mkdtempSync(join(tmpdir(), "canaries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
Object.assign(process.env, loudest);

const turns = Number(process.env["FUZZ_RUNS"] ?? 3_000);

describe("tells nothing of anybody, neither in a log or a metric nor in an error", () => {
  it.each(Object.keys(watched))(
    "%s",
    async (name) => {
      const { texts, leaks } = await toldBy(name, folder, turns);
      expect(texts).toBeGreaterThan(turns / 20);
      expect(leaks.slice(0, 3)).toEqual([]);
    },
    60_000 + turns * 5,
  );
});

describe("would be seen", () => {
  it.each<[string, string, Change[]]>([
    [
      "an event in the log",
      "post-authentication",
      [
        {
          file: "src/runtime/trigger.ts",
          from: "logger.resetKeys();",
          to: 'logger.resetKeys(); logger.debug("event", { event });',
        },
      ],
    ],
    [
      "a user name among the keys",
      "custom-message",
      [
        { file: "src/runtime/trigger.ts", from: "userPoolId: event.userPoolId,", to: "userPoolId: event.userName," },
        {
          file: "src/runtime/trigger.ts",
          from: "logger.resetKeys();",
          to: "logger.resetKeys(); setImmediate(() => undefined);",
        },
      ],
    ],
    [
      "an attribute in an error",
      "pre-signup",
      [
        {
          file: "handlers/pre-signup.ts",
          from: "if (code) throw refusal(",
          to: "if (code) throw Object.assign(refusal(code, 'en'), { message: `[${code}] ${written}` }, ",
        },
      ],
    ],
    [
      "an error's text in the log",
      "post-confirmation",
      [{ file: "src/runtime/logger.ts", from: "name: error.name,", to: "name: error.name, message: error.message," }],
    ],
    [
      "an error's first line for its place",
      "post-confirmation",
      [{ file: "src/runtime/logger.ts", from: "error.stack?.split(error.message).pop())", to: "error.stack)" }],
    ],
    [
      "a cause in an error",
      "pre-signup",
      [
        {
          file: "src/runtime/trigger.ts",
          from: "if (error instanceof Refusal) {",
          to: "if (error instanceof Refusal) { error.cause = event.userName;",
        },
      ],
    ],
    [
      "a claim in the log",
      "pre-token-generation",
      [
        {
          file: "handlers/pre-token-generation.ts",
          from: "if (missing.length > 0) {",
          to: 'report("claims", { response });\n  if (missing.length > 0) {',
        },
      ],
    ],
    [
      "whose mail was not sent",
      "send-mail",
      [
        {
          file: "workers/deliver.ts",
          from: "attempts: leased.attempts,",
          to: "attempts: leased.attempts, pk: leased.pk,",
        },
      ],
    ],
    [
      "SES's own text",
      "send-mail",
      [{ file: "aws/ses.ts", from: "const reason = code ?? name;", to: "const reason = message;" }],
    ],
    [
      "a mail's id",
      "send-mail",
      [{ file: "workers/deliver.ts", from: "attempts: leased.attempts,", to: "attempts: outboxId(leased)," }],
    ],
    [
      "what a record holds",
      "send-mail",
      [
        {
          file: "workers/send-mail.ts",
          from: 'Records[failed]?.dynamodb?.SequenceNumber ?? ""',
          to: 'Records[failed]?.dynamodb?.Keys?.["pk"]?.S ?? ""',
        },
      ],
    ],
    [
      "a user name among a worker's keys",
      "ensure-profile",
      [{ file: "workers/ensure-profile.ts", from: "fact: repair.fact }", to: "fact: repair.userName }" }],
    ],
    [
      "an error as AWS made it",
      "ensure-profile",
      [{ file: "workers/ensure-profile.ts", from: 'throw new Error("profile not repaired");', to: "throw error;" }],
    ],
    [
      "whose sign-in was not counted",
      "count-activity",
      [
        {
          file: "workers/count-activity.ts",
          from: 'report("activity not counted", {',
          to: 'report("activity not counted", { key: group[0]?.dynamodb?.Keys,',
        },
      ],
    ],
    [
      "an event that was ignored",
      "mail-feedback",
      [{ file: "workers/mail-feedback.ts", from: "reason: feedback.ignored", to: "reason: feedback.ignored, detail" }],
    ],
    [
      "an address as a metric's name",
      "mail-feedback",
      [
        {
          file: "workers/mail-feedback.ts",
          from: "measure(feedbackNumbers(detail))",
          to: "measure({ ...feedbackNumbers(detail), [detail.mail?.destination?.[0] ?? 'none']: 1 } as never)",
        },
        { file: "src/runtime/metrics.ts", from: "metricUnits[name]", to: "metricUnits.MailsSent" },
      ],
    ],
    [
      "the address that refuses mail",
      "mail-feedback",
      [{ file: "workers/mail-feedback.ts", from: "{ state: refusal.mailStatus.state }", to: "refusal.mailStatus" }],
    ],
  ])(
    "%s",
    async (_, name, bug) => {
      const { leaks } = await toldBy(name, folder, 300, bug);
      expect(leaks).not.toEqual([]);
    },
    60_000,
  );
});
