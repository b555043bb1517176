import { expect, it } from "@jest/globals";
import { chooseLanguage } from "../../../src/rules/mail/choose-language.ts";

const offered = ["en", "de", "pt", "pt-BR", "zh-TW", "zh-CN", "zh-Hans"] as const;

it.each([
  [["de"], "de"],
  [["de-AT"], "de"],
  [["DE_at"], "de"],
  [["pt"], "pt"],
  [["pt-PT"], "pt"],
  [["pt-br"], "pt-BR"],
  [["zh"], "zh-TW"],
  [["zh-HK"], "zh-TW"],
  [["zh-CN-x-private"], "zh-CN"],
  [["zh-hans-CN"], "zh-Hans"],
  [[`de-${"x".repeat(32)}`], "de"],
  [["fr", "de"], "de"],
  [[undefined, "de-CH"], "de"],
  [[], "en"],
  [["constructor"], "en"],
  [["__proto__"], "en"],
  [[""], "en"],
  [["-"], "en"],
  [["de\r\nX: y"], "en"],
  [["d".repeat(2_048)], "en"],
  [[" de "], "de"],
  [[`de-CH-1996-x-${"a".repeat(60)}`], "de"],
] as const)("%j chooses %s", (wishes, language) => {
  expect(chooseLanguage(wishes, offered, "en")).toBe(language);
});
