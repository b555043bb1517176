import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { refusalOf } from "../../src/client/refusal.ts";
import { languages } from "../../src/templates/languages.ts";
import { listWrappedRefusals } from "../support/wrapped-refusals.ts";

const english = { code: "SU-DOMAIN", text: "Sign-up is not open to this email domain." };

describe("refusalOf reads a refusal wrapped", () => {
  it.each(Object.entries(listWrappedRefusals(english)))("by %s", (_, wrapped) => {
    expect(refusalOf(wrapped)).toEqual(english);
  });

  const texts = Object.entries(languages).flatMap(([language, { refusals }]) =>
    Object.entries(refusals).map(([code, text]) => [language, code, text] as const),
  );
  it.each(texts)("in %s: %s", (_, code, text) => {
    for (const wrapped of Object.values(listWrappedRefusals({ code, text })))
      expect(refusalOf(wrapped)).toEqual({ code, text });
  });
});

const cycle: Record<string, unknown> = {};
cycle["cause"] = cycle;
const trap = {
  get message(): string {
    throw new Error("[SU-DOMAIN] trap");
  },
};

it.each([
  ["nothing", undefined],
  ["null", null],
  ["a number", 7],
  ["a function", () => english],
  ["an empty string", ""],
  ["another error", new Error("User already exists")],
  ["another trigger error", new Error("PreSignUp failed with error callback is not a function.")],
  ["a code without a text", "[SU-DOMAIN] "],
  ["a text without a code", "PreSignUp failed with error Sign-up is not open."],
  ["a code in lower case", "[su-domain] text"],
  ["an unknown code", "[LOUD] text"],
  ["a circular cause", cycle],
  ["a getter that throws", trap],
  ["a URL that cannot be decoded", "?error_description=%5BSU-DOMAIN%5D%"],
  ["a code nested too deep", { cause: { cause: { cause: { cause: { cause: { message: "[SU-DOMAIN] text" } } } } } }],
  ["a code after 5,000 characters", `${"x".repeat(5_000)}[SU-DOMAIN] text`],
])("%s is not a refusal", (_, error) => {
  expect(refusalOf(error)).toBeUndefined();
});

it.each([
  ["the first of two", "[SU-DOMAIN] One.. (Service: x) [SU-LIMIT] Two.", { code: "SU-DOMAIN", text: "One." }],
  ["a refusal without a full stop", "[SU-NEW-CODE] Text", { code: "SU-NEW-CODE", text: "Text" }],
  ["a code of a later version", "[TRY-AGAIN] Later!.", { code: "TRY-AGAIN", text: "Later!" }],
  ["markup unchanged, because apps show it as text", "[SU-DOMAIN] <b>x</b>.", { code: "SU-DOMAIN", text: "<b>x</b>." }],
])("reads %s", (_, error, refusal) => {
  expect(refusalOf(error)).toEqual(refusal);
});

it("is compiled to a small module that apps can import", () => {
  const compiled = readFileSync("src/client/compiled/refusal.js", "utf8");
  const use = `import { refusalOf } from "./src/client/compiled/refusal.js"; console.log(JSON.stringify(refusalOf("x [SU-DOMAIN] y..")))`;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", use], { encoding: "utf8" })).toBe(
    '{"code":"SU-DOMAIN","text":"y."}\n',
  );
  expect(compiled.length).toBeLessThan(4_000);
});
