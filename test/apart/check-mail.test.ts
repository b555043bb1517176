import { execFile, execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { root } from "../../schema/folder.ts";
import { accessibility } from "../../tools/mails/accessibility.ts";
import type { Gate, OpenGate } from "../../tools/mails/gate.ts";
import { spam } from "../../tools/mails/spam.ts";
import { patience } from "../support/patience.ts";
import { goodUses } from "../tools/mails/components.ts";
import { bases, mutations } from "../tools/mails/mutations.ts";

jest.setTimeout(patience.test);

const gates: Gate[] = [accessibility, spam];
const everythingHasToRun = Boolean(process.env["CI"]);

describe.each(gates)("$name", (gate) => {
  const lacking = gate.lacks?.(process.env);
  if (lacking !== undefined && everythingHasToRun) throw new Error(lacking);

  (lacking === undefined ? describe : describe.skip)("on this machine", () => {
    let opened: OpenGate;
    beforeAll(async () => {
      opened = await gate.open(process.env);
    });
    afterAll(() => opened?.close?.());

    it.each(Object.entries(bases))("passes a good mail: %s", async (_, mail) => {
      expect((await opened.check(mail)).faults).toEqual([]);
    });

    it.each(
      mutations
        .filter(({ caughtBy }) => caughtBy.includes(gate.name))
        .map((mutation) => [mutation.fault, mutation] as const),
    )("catches %s", async (_, { of, make }) => {
      expect((await opened.check(make(bases[of]))).faults).not.toEqual([]);
    });
  });
});

describe("MJML's standard components, used correctly", () => {
  const present = gates.filter(({ lacks }) => lacks?.(process.env) === undefined).map(({ name }) => name);
  const command = ["test/tools/mails/components-run.ts", ...present];
  let lines: Record<string, string[]>;
  beforeAll(() => {
    lines = JSON.parse(execFileSync(process.execPath, command, { cwd: root, encoding: "utf8" }));
  });

  it.each(goodUses)("$name", ({ name }) => {
    expect(lines[name]).toEqual([]);
  });
});

const checkMail = () =>
  new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, ["tools/suite.ts", "mails"], { cwd: root, env: process.env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}` }),
    );
  });

// The command prints its own times: here, other tests would slow it down.
it("npx suite mails finds no problems", async () => {
  const { code, said } = await checkMail();
  expect(said).not.toMatch(/DID NOT RUN|see below/);
  expect(code).toBe(0);
}, 180_000);
