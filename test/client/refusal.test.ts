import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { refusalOf } from "../../src/client/refusal.ts";
import { languages } from "../../src/templates/languages.ts";
import { listWrappedRefusals } from "../support/wrapped-refusals.ts";

const english = { code: "SU-DOMAIN", text: "Sign-up is not open to this mail domain." };

describe("a refusal, wrapped", () => {
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

const circle: Record<string, unknown> = {};
circle["cause"] = circle;
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
  ["an empty text", ""],
  ["another error", new Error("User already exists")],
  ["another error of a trigger", new Error("PreSignUp failed with error callback is not a function.")],
  ["a code without a text", "[SU-DOMAIN] "],
  ["a text without a code", "PreSignUp failed with error Sign-up is not open."],
  ["a code in small letters", "[su-domain] text"],
  ["no code", "[LOUD] text"],
  ["a circle", circle],
  ["a trap", trap],
  ["an address that cannot be decoded", "?error_description=%5BSU-DOMAIN%5D%"],
  ["far down", { cause: { cause: { cause: { cause: { cause: { message: "[SU-DOMAIN] text" } } } } } }],
  ["far behind", `${"x".repeat(5_000)}[SU-DOMAIN] text`],
])("%s is no refusal", (_, error) => {
  expect(refusalOf(error)).toBeUndefined();
});

it.each([
  ["the first of two", "[SU-DOMAIN] One.. (Service: x) [SU-LIMIT] Two.", { code: "SU-DOMAIN", text: "One." }],
  ["without a full stop", "[SU-NEW-CODE] Text", { code: "SU-NEW-CODE", text: "Text" }],
  ["what a later version may say", "[TRY-AGAIN] Later!.", { code: "TRY-AGAIN", text: "Later!" }],
  ["markup as it is, for it is shown as text", "[SU-DOMAIN] <b>x</b>.", { code: "SU-DOMAIN", text: "<b>x</b>." }],
])("reads %s", (_, error, refusal) => {
  expect(refusalOf(error)).toEqual(refusal);
});

it("is compiled for apps, which import it as it is", () => {
  const compiled = readFileSync("src/client/compiled/refusal.js", "utf8");
  const use = `import { refusalOf } from "./src/client/compiled/refusal.js"; console.log(JSON.stringify(refusalOf("x [SU-DOMAIN] y..")))`;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", use], { encoding: "utf8" })).toBe(
    '{"code":"SU-DOMAIN","text":"y."}\n',
  );
  expect(compiled.length).toBeLessThan(4_000);
});
