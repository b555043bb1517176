import { describe, expect, it } from "@jest/globals";
import { encodeHidden, removeHidden } from "../../src/templates/characters.ts";
import { fill, findVariables } from "../../src/templates/fill.ts";
import { languages } from "../../src/templates/languages.ts";
import { renderMail, renderSms } from "../../src/templates/render.ts";
import suite from "../../suite.config.ts";
import { checkWords } from "../../tools/build/words.ts";
import { everyCodeMail, everyMail, languageNames, mailOf, refused, viewOf } from "./views.ts";

describe("fill", () => {
  it.each([
    ["Hello {name}", { name: "Ada" }, "Hello Ada"],
    ["{name}{name}", { name: "{name}" }, "{name}{name}"],
    ["{code}", { code: "{####}" }, "{####}"],
    ["{name}", { name: "$& $1" }, "$& $1"],
    ["no variable { } {####}", {}, "no variable { } {####}"],
  ])("fills %j", (words, values, expected) => {
    expect(fill(words, values as Record<string, string>)).toBe(expected);
  });

  it.each(["{unknown}", "{constructor}", "{toString}", "{hasOwnProperty}"])("throws for %s", (words) => {
    expect(() => fill(words, { name: "Ada" })).toThrow(/which has no value/);
  });
});

describe("languages", () => {
  it("have exactly the keys of English, and only known variables", () => {
    expect(checkWords(languages)).toEqual([]);
  });

  it.each(languageNames)("%s sets its direction", (language) => {
    expect(["ltr", "rtl"]).toContain(languages[language].direction);
  });

  it("report each problem with its file and key", () => {
    const { linkHint, ...frame } = languages.en.frame;
    expect(linkHint).toBeDefined();
    const broken = { ...languages.en, frame: { ...frame, greeting: "Hello {nmae}", help: " ", extra: "more" } };
    expect(checkWords({ en: languages.en, xx: broken })).toEqual([
      "src/templates/languages/xx.json: frame.linkHint is missing. Fix: translate it from en.json.",
      "src/templates/languages/xx.json: frame.greeting has the unknown variable {nmae}. Fix: use {brand}.",
      "src/templates/languages/xx.json: frame.help is empty. Fix: write it.",
      "src/templates/languages/xx.json: frame.extra is not in en.json. Fix: remove it, or add it there.",
    ]);
  });
});

const longBrand = { ...suite.brands.default, name: "W".repeat(24) };

describe("SMS", () => {
  it.each(everyCodeMail)("$name in $language has at most 140 characters", ({ name, language }) => {
    const view = viewOf(name, language, { brand: longBrand });
    const sms = renderSms(mailOf(name), view) ?? "";
    expect(findVariables(sms).filter((variable) => variable !== "username")).toEqual([]);
    expect(sms).toContain("{####}");
    expect(refused.exec(sms)).toBeNull();
    const sent = sms.replace("{####}", "1234567890").replace("{username}", "0a1b2c3d-4e5f-6789-abcd-ef0123456789");
    expect(sent.length).toBeLessThanOrEqual(140);
    expect(sms.includes("{username}")).toBe(name === "invitation");
  });

  it.each(everyMail.filter((one) => !everyCodeMail.includes(one)))(
    "$name in $language has no SMS",
    ({ name, language }) => {
      expect(renderSms(mailOf(name), viewOf(name, language))).toBeUndefined();
    },
  );
});

describe("subjects", () => {
  it.each(everyMail)("$name in $language has at most 140 characters with a long brand", ({ name, language }) => {
    expect(renderMail(mailOf(name), viewOf(name, language, { brand: longBrand })).subject.length).toBeLessThanOrEqual(
      140,
    );
  });
});

describe("hidden characters", () => {
  const hidden = "a\u00a0b\u202fc\u3000d\u200be\u200df\u200fg\u00adh\ufeff";
  it("become entities in HTML", () => {
    expect(encodeHidden(hidden)).toBe("a&#160;b&#8239;c&#12288;d&#8203;e&#8205;f&#8207;g&#173;h&#65279;");
  });
  it("become spaces or nothing in text", () => {
    expect(removeHidden(hidden)).toBe("a b c defgh");
  });
  it.each(["é", "ß", "日", "ع", "😀", "€", "–", "…", "“"])("do not include %s", (character) => {
    expect(encodeHidden(character) + removeHidden(character)).toBe(character + character);
  });
});
