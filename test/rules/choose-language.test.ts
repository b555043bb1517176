import { expect, it } from "@jest/globals";
import { chooseLanguage } from "../../src/rules/choose-language.ts";

const offered = ["en", "de", "pt-BR", "zh-CN"] as const;

it.each([
  [["de"], "de"],
  [["de-AT"], "de"],
  [["DE_at"], "de"],
  [["pt"], "pt-BR"],
  [["pt-PT"], "pt-BR"],
  [["zh-CN-x-private"], "zh-CN"],
  [["fr", "de"], "de"],
  [[undefined, "de-CH"], "de"],
  [[], "en"],
  [["constructor"], "en"],
  [["__proto__"], "en"],
  [[""], "en"],
  [["-"], "en"],
  [["de\r\nX: y"], "en"],
  [["d".repeat(2_048)], "en"],
] as const)("%j is answered in %s", (wishes, language) => {
  expect(chooseLanguage(wishes, offered, "en")).toBe(language);
});
