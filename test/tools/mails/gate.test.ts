import { describe, expect, it } from "@jest/globals";
import { type Gate, isGood, runGate } from "../../../tools/mails/gate.ts";
import { gates } from "../../../tools/mails/gates.ts";
import { toShape } from "../../../tools/mails/mail.ts";
import { newGateProgress } from "../../../tools/mails/progress.ts";
import { formatFindings, formatResults } from "../../../tools/mails/report.ts";
import { readJudgement } from "../../../tools/mails/spam-daemon.ts";
import { createPlaceFinder } from "../../../tools/mails/template-line.ts";
import { openProgress } from "../../../tools/progress.ts";
import { bases } from "./mutations.ts";

const bad = { ...bases.code, id: "bad", html: "bad" };
const head = "src/templates/partials/head.mjml:1";

/** A gate that finds a fault in mails that start with "bad". */
const gate = (changes: Partial<Gate> = {}): Gate => ({
  name: "sample",
  title: "Sample",
  takes: () => true,
  sees: ({ html }) => html,
  open: () => ({
    check: ({ html, language }) => ({
      faults: html.startsWith("bad") ? [{ rule: "bad", text: `"${language}" is`, near: ["<mj-title"] }] : [],
    }),
  }),
  controls: [{ mail: bad, rules: ["bad"] }],
  ...changes,
});

describe("a gate", () => {
  it("is good if it finds no faults and its control fails", async () => {
    const result = await runGate(gate(), [bases.code], {});
    expect(result).toMatchObject({ mails: 1, findings: [] });
    expect(isGood(result, false)).toBe(true);
  });

  it("checks mails of the same shape once, and reports the same fault once, with file and line", async () => {
    const seen: string[] = [];
    const { check } = await gate().open({});
    const counting = gate({
      open: () => ({
        check: (mail) => {
          seen.push(mail.id);
          return check(mail);
        },
      }),
    });
    const arabic = { ...bad, id: "three", html: "bad in Arabic", language: "ar" as const };
    const result = await runGate(counting, [{ ...bad, id: "one" }, bases.code, { ...bad, id: "two" }, arabic], {});
    expect(seen).toEqual(["one", bases.code.id, "three", "bad"]);
    expect(formatFindings(result, "src/templates")).toEqual([`sample: one and 2 more: ${head}: bad: "en" is`]);
    expect(isGood(result, true)).toBe(false);
  });

  it("names only the template if the line is uncertain", async () => {
    const open = () => ({ check: () => ({ faults: [{ rule: "bad", text: "it is", near: ["mj-include"] }] }) });
    expect(formatFindings(await runGate(gate({ open }), [bad], {}), "src/templates")).toEqual([
      "sample: bad: src/templates/emails/confirm-sign-up.mjml: bad: it is",
    ]);
  });

  it.each<[string, Partial<Gate>, RegExp]>([
    ["lets its control pass", { open: () => ({ check: () => ({ faults: [] }) }) }, /its bad control passed \(bad\)/],
    ["has no controls", { controls: [] }, /it has no controls/],
    ["fails to open", { open: () => Promise.reject(new Error("no port")) }, /no port/],
    ["fails while it checks", { open: () => ({ check: () => Promise.reject(new Error("gone")) }) }, /gone/],
    ["has no mail to check", { takes: () => false }, /no mail/],
  ])("does not count as run if it %s", async (_, changes, why) => {
    const result = await runGate(gate(changes), [bases.code], {});
    expect(result.didNotRun).toMatch(why);
    expect(isGood(result, true)).toBe(false);
  });

  it("is reported as skipped without its tool, and fails if nothing may be skipped", async () => {
    const result = await runGate(gate({ lacks: () => "no tool" }), [bases.code], {});
    expect(formatResults([result])).toContain("SKIPPED: NO TOOL");
    expect([isGood(result, true), isGood(result, false)]).toEqual([true, false]);
  });

  it("always has a control", () => {
    for (const { controls } of gates) expect(controls.flatMap(({ rules }) => rules)).not.toEqual([]);
  });
});

describe("progress", () => {
  const run = async (isTTY: boolean) => {
    const written: string[] = [];
    const progress = newGateProgress(openProgress({ write: (text) => written.push(text) }, isTTY));
    progress.finish(await runGate(gate(), [bases.code], {}, progress.start("sample")));
    return written.join("");
  };

  it("counts on a terminal, and reports when a gate ends", async () => {
    expect(await run(true)).toMatch(/sample 1\/1.*sample: 1 mails in \d+\.\d s\n/s);
  });

  it("is silent in a log", async () => {
    expect(await run(false)).toBe("");
  });
});

describe("the shape of a mail", () => {
  const { code, arabic } = bases;
  it.each([
    ["other words", code.html.replaceAll("Thank you", "Merci"), true],
    ["another language", code.html.replaceAll('lang="en"', 'lang="fr"'), true],
    ["another address", code.html.replace("https://www.example.com", "https://www.example.org"), true],
    ["another colour", code.html.replace("color:#4b5563", "color:#c9ccd1"), false],
    ["another colour of the dark mode", code.html.replace("#1a2030", "#ffffff"), false],
    ["no words", code.html.replace(/(?<=<h1[^>]*>)[^<]+/, ""), false],
    ["no alt text", bases.logo.html.replace('alt="Example"', 'alt=""'), false],
    ["another element", code.html.replace("</h1>", "</h1><hr>"), false],
    ["another reading direction", arabic.html, false],
  ])("is compared with %s", (what, html, same) => {
    const base = what === "no alt text" ? bases.logo.html : code.html;
    expect(html).not.toBe(base);
    expect(toShape(html) === toShape(base)).toBe(same);
  });
});

describe("the answer of spamd", () => {
  const report = "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.1 / 5.0\r\n\r\n 0.1 MIME_HTML_ONLY  BODY: only\r\n";
  it("is parsed into a score with rules", () => {
    expect(readJudgement(report)).toEqual({ score: 0.1, rules: [{ points: 0.1, rule: "MIME_HTML_ONLY" }] });
  });
  it.each(["", "0/0", "SPAMD/1.0 76 Bad header line", "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.0 / 5.0\r\n"])(
    "is refused without a verdict: %j",
    (answer) => {
      expect(() => readJudgement(answer)).toThrow("no verdict");
    },
  );
});

it.each([
  [['class="box"'], "src/templates/partials/code-box.mjml", 2],
  [["nowhere", "{{greeting}}"], "src/templates/partials/opening.mjml", 1],
])("finds the line of a template that contains %j, also in a partial", (near, file, line) => {
  expect(createPlaceFinder("src/templates")("confirm-sign-up", near)).toEqual({ file, line });
});

it("returns no place if it would be a guess", () => {
  expect(createPlaceFinder("src/templates")("confirm-sign-up", ["mj-include"])).toBeUndefined();
});
