import { describe, expect, it } from "@jest/globals";
import { type Gate, isGood, runGate } from "../../scripts/check-mail/gate.ts";
import { gates } from "../../scripts/check-mail/gates.ts";
import { verdictOf } from "../../scripts/check-mail/spam-daemon.ts";
import { findingLines, table } from "../../scripts/check-mail/table.ts";
import { placeInTemplate } from "../../scripts/check-mail/template-line.ts";
import { bases } from "./mutations.ts";

const bad = { ...bases.code, id: "bad", html: "bad" };

/** A gate that finds fault with the word "bad". */
const gate = (changes: Partial<Gate> = {}): Gate => ({
  name: "sample",
  worst: true,
  sees: ({ html }) => html,
  open: () => ({ check: ({ html }) => (html === "bad" ? [{ rule: "bad", text: "it is", near: ["<mj-title"] }] : []) }),
  controls: () => [{ mail: bad, rules: ["bad"] }],
  ...changes,
});

describe("a gate", () => {
  it("is good when it finds nothing and its control fails", async () => {
    const result = await runGate(gate(), [bases.code]);
    expect(result).toMatchObject({ mails: 1, findings: [] });
    expect(isGood(result, true)).toBe(true);
  });

  it("finds the same in every mail that looks the same, and tells it in one line with file and line", async () => {
    const result = await runGate(gate(), [{ ...bad, id: "one" }, bases.code, { ...bad, id: "two" }]);
    expect(result.findings.map(({ mail }) => mail)).toEqual(["one", "two"]);
    expect(findingLines(result)).toEqual(["sample: one and 1 more: src/templates/partials/head.mjml:1: bad: it is"]);
    expect(isGood(result, false)).toBe(false);
  });

  it.each<[string, Partial<Gate>, RegExp]>([
    ["lets its control pass", { open: () => ({ check: () => [] }) }, /its bad control passed \(bad\)/],
    ["has no control", { controls: () => [] }, /there is none/],
    ["breaks at the start", { open: () => Promise.reject(new Error("no port")) }, /no port/],
    ["breaks on the way", { open: () => ({ check: () => Promise.reject(new Error("gone")) }) }, /gone/],
  ])("did not run when it %s", async (_, changes, why) => {
    const result = await runGate(gate(changes), [bases.code]);
    expect(result.didNotRun).toMatch(why);
    expect(isGood(result, false)).toBe(false);
  });

  it("did not run when there was no mail", async () => {
    expect((await runGate(gate(), [])).didNotRun).toMatch(/no mail/);
  });

  it("is skipped aloud where its tool is missing, and fails where everything has to run", async () => {
    const result = await runGate(gate({ lacks: () => "no tool" }), [bases.code]);
    expect(table([result])).toContain("SKIPPED, NOTHING WAS CHECKED: NO TOOL");
    expect([isGood(result, false), isGood(result, true)]).toEqual([true, false]);
  });

  it("has a control, each of them", () => {
    for (const { controls } of gates) expect(controls().flatMap(({ rules }) => rules)).not.toEqual([]);
  });
});

describe("what spamd says", () => {
  const report = "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.1 / 5.0\r\n\r\n 0.1 MIME_HTML_ONLY  BODY: only\r\n";
  it("is a score with its rules", () => {
    expect(verdictOf(report)).toEqual({ score: 0.1, rules: [{ points: 0.1, rule: "MIME_HTML_ONLY" }] });
  });
  it.each(["", "0/0", "SPAMD/1.0 76 Bad header line", "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.0 / 5.0\r\n"])(
    "is no verdict: %j",
    (answer) => {
      expect(() => verdictOf(answer)).toThrow("no verdict");
    },
  );
});

it("names a template's line when just one line can be meant", () => {
  expect(placeInTemplate("confirm-sign-up", ["nowhere", 'class="box"'])).toEqual({
    file: "src/templates/partials/code-box.mjml",
    line: 2,
  });
  expect(placeInTemplate("confirm-sign-up", ["mj-include"])).toBeUndefined();
});
