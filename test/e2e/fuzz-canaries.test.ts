import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import type { CognitoEvent } from "../../src/cognito-event.ts";
import { bundled, type Change } from "../support/bundle.ts";
import { canary, canaryEvent, canaryRow, fatesOf, listen, namesOf, tellTale } from "../support/canary-oracle.ts";
import { lambdaStandIn, make, standIns } from "../support/oracle-world.ts";

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

const folder = mkdtempSync(join(tmpdir(), "canaries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Read when a bundle's logger is made; what a stage may set is no reason to tell more.
process.env["POWERTOOLS_LOG_LEVEL"] = "DEBUG";

const turns = Number(process.env["FUZZ_RUNS"] ?? 3_000);
const domain: Change[] = [
  { file: "/suite.config.ts", from: "allowedDomains: []", to: 'allowedDomains: ["example.com"]' },
];
const handlers: Record<string, [events: string, changes: Change[]]> = {
  "pre-signup": [
    "PreSignUp",
    [...standIns, ...domain, { file: "handlers/pre-signup.ts", from: "countWithin = 700", to: "countWithin = 7" }],
  ],
  "custom-message": ["CustomMessage", []],
  "post-confirmation": ["PostConfirmation", [...standIns, ...lambdaStandIn]],
  "post-authentication": ["PostAuthentication", standIns],
  "pre-token-generation": ["PreTokenGeneration", [...standIns, ...lambdaStandIn]],
};

/** Every line of the log, and every error with all it carries, of so many events. */
const toldBy = async (name: string, bug: Change[], most: number): Promise<string[]> => {
  const [prefix, changes] = handlers[name] ?? ["", []];
  const outfile = `${name}-${bug
    .map(({ to }) => to)
    .join()
    .replaceAll(/\W/g, "")
    .slice(0, 40)}`;
  const handler = bundled<Handler>(`src/handlers/${name}.ts`, folder, outfile, [...changes, ...bug]);
  const names = namesOf(prefix);
  const errors: string[] = [];
  const lines = await listen(async () => {
    for (let turn = 1; turn <= most; turn += 1) {
      const event = canaryEvent(names[turn % names.length] ?? "", turn);
      const row = turn % 3 === 0 ? undefined : canaryRow();
      const { error } = await make(handler, event, { row, fates: fatesOf(turn), failure: tellTale });
      if (error) errors.push(JSON.stringify({ ...error, name: error.name, text: error.stack, cause: error.cause }));
    }
  });
  return [...lines, ...errors];
};

describe("tells nothing of anybody, neither in a log nor in an error", () => {
  it.each(Object.keys(handlers))(
    "%s",
    async (name) => {
      const told = await toldBy(name, [], turns);
      expect(told.length).toBeGreaterThan(turns / 20);
      expect(told.filter((line) => line.includes(canary)).slice(0, 3)).toEqual([]);
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
          file: "src/trigger.ts",
          from: "logger.resetKeys();",
          to: 'logger.resetKeys(); logger.debug("event", { event });',
        },
      ],
    ],
    [
      "a user name among the keys",
      "custom-message",
      [
        { file: "src/trigger.ts", from: "userPoolId: event.userPoolId,", to: "userPoolId: event.userName," },
        {
          file: "src/trigger.ts",
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
          from: "if (code) throw refusal(code);",
          to: "if (code) throw new Refusal(`[${code}] ${publicMessages[code]} ${address}`);",
        },
      ],
    ],
    [
      "an error's text in the log",
      "post-confirmation",
      [{ file: "src/logger.ts", from: "name: error.name,", to: "name: error.name, message: error.message," }],
    ],
    [
      "an error's first line for its place",
      "post-confirmation",
      [{ file: "src/logger.ts", from: "error.stack?.split(error.message).pop())", to: "error.stack)" }],
    ],
    [
      "a cause in an error",
      "pre-signup",
      [
        {
          file: "src/trigger.ts",
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
          to: 'dependencies.report("claims", { claims });\n    if (missing.length > 0) {',
        },
      ],
    ],
  ])(
    "%s",
    async (_, name, bug) => {
      const told = await toldBy(name, bug, 300);
      expect(told.some((line) => line.includes(canary))).toBe(true);
    },
    60_000,
  );
});
