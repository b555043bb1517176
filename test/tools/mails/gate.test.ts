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

/** A gate that finds fault with the word "bad". */
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
  it("is good when it finds nothing and its control fails", async () => {
    const result = await runGate(gate(), [bases.code], {});
    expect(result).toMatchObject({ mails: 1, findings: [] });
    expect(isGood(result, false)).toBe(true);
  });

  it("checks once what looks the same, and tells the same fault once, with file and line", async () => {
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

  it("names the template alone if its line is not sure", async () => {
    const open = () => ({ check: () => ({ faults: [{ rule: "bad", text: "it is", near: ["mj-include"] }] }) });
    expect(formatFindings(await runGate(gate({ open }), [bad], {}), "src/templates")).toEqual([
      "sample: bad: src/templates/emails/confirm-sign-up.mjml: bad: it is",
    ]);
  });

  it.each<[string, Partial<Gate>, RegExp]>([
    ["lets its control pass", { open: () => ({ check: () => ({ faults: [] }) }) }, /its bad control passed \(bad\)/],
    ["has no control", { controls: [] }, /it has no controls/],
    ["breaks at the start", { open: () => Promise.reject(new Error("no port")) }, /no port/],
    ["breaks on the way", { open: () => ({ check: () => Promise.reject(new Error("gone")) }) }, /gone/],
    ["has no mail to look at", { takes: () => false }, /no mail/],
  ])("did not run when it %s", async (_, changes, why) => {
    const result = await runGate(gate(changes), [bases.code], {});
    expect(result.didNotRun).toMatch(why);
    expect(isGood(result, true)).toBe(false);
  });

  it("is skipped aloud if its tool is missing, and fails where everything has to run", async () => {
    const result = await runGate(gate({ lacks: () => "no tool" }), [bases.code], {});
    expect(formatResults([result])).toContain("SKIPPED: NO TOOL");
    expect([isGood(result, true), isGood(result, false)]).toEqual([true, false]);
  });

  it("has a control, each of them", () => {
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

  it("counts on a terminal, and tells when a gate has ended", async () => {
    expect(await run(true)).toMatch(/sample 1\/1.*sample: 1 mails in \d+\.\d s\n/s);
  });

  it("is silent in a log", async () => {
    expect(await run(false)).toBe("");
  });
});

describe("the shape of a mail", () => {
  const { code, arabic } = bases;
  it.each([
    ["words", code.html.replaceAll("Thank you", "Merci"), true],
    ["a language", code.html.replaceAll('lang="en"', 'lang="fr"'), true],
    ["an address", code.html.replace("https://www.example.com", "https://www.example.org"), true],
    ["a colour", code.html.replace("color:#4b5563", "color:#c9ccd1"), false],
    ["a colour of the dark mode", code.html.replace("#1a2030", "#ffffff"), false],
    ["no words at all", code.html.replace(/(?<=<h1[^>]*>)[^<]+/, ""), false],
    ["no alt text", bases.logo.html.replace('alt="Example"', 'alt=""'), false],
    ["an element", code.html.replace("</h1>", "</h1><hr>"), false],
    ["a reading direction", arabic.html, false],
  ])("with %s is the same: %#", (what, html, same) => {
    const base = what === "no alt text" ? bases.logo.html : code.html;
    expect(html).not.toBe(base);
    expect(toShape(html) === toShape(base)).toBe(same);
  });
});

describe("what spamd says", () => {
  const report = "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.1 / 5.0\r\n\r\n 0.1 MIME_HTML_ONLY  BODY: only\r\n";
  it("is a score with its rules", () => {
    expect(readJudgement(report)).toEqual({ score: 0.1, rules: [{ points: 0.1, rule: "MIME_HTML_ONLY" }] });
  });
  it.each(["", "0/0", "SPAMD/1.0 76 Bad header line", "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 0.0 / 5.0\r\n"])(
    "is no verdict: %j",
    (answer) => {
      expect(() => readJudgement(answer)).toThrow("no verdict");
    },
  );
});

it.each([
  [['class="box"'], "src/templates/partials/code-box.mjml", 2],
  [["nowhere", "{{greeting}}"], "src/templates/partials/opening.mjml", 1],
])("finds the one line of a template that has %j, also in a partial", (near, file, line) => {
  expect(createPlaceFinder("src/templates")("confirm-sign-up", near)).toEqual({ file, line });
});

it("leaves a place open if it would be a guess", () => {
  expect(createPlaceFinder("src/templates")("confirm-sign-up", ["mj-include"])).toBeUndefined();
});
