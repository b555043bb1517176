import { describe, expect, it } from "@jest/globals";
import { brandOf, linkOriginOf, readerOf } from "../../../src/rules/mail/reader.ts";
import { suiteWith } from "../../support/suite.ts";

const suite = suiteWith({
  language: "fr",
  appClients: { shop: { brand: "northwind", language: "de" }, plain: {}, spanish: { language: "es" } },
});

describe("readerOf returns the brand and language for", () => {
  it.each([
    ["no facts", {}, "default", "fr"],
    ["an app client with both", { clientId: "shop" }, "northwind", "de"],
    ["an app client with neither", { clientId: "plain" }, "default", "fr"],
    ["an app client with a language", { clientId: "spanish" }, "default", "es"],
    ["no app client", { clientId: null }, "default", "fr"],
    ["an app client named constructor", { clientId: "constructor" }, "default", "fr"],
    ["a user with a locale", { clientId: "shop", userAttributes: { locale: "en-GB" } }, "northwind", "en"],
    ["a user with custom:locale", { userAttributes: { "custom:locale": "ja" } }, "default", "ja"],
    ["a user with both locales", { userAttributes: { locale: "en", "custom:locale": "ja" } }, "default", "en"],
    ["a caller with a locale", { userAttributes: { locale: "en" }, clientMetadata: { locale: "de" } }, "default", "de"],
    ["a caller with a brand, which is ignored", { clientMetadata: { brand: "northwind" } }, "default", "fr"],
    ["an unknown language", { userAttributes: { locale: "xx" } }, "default", "fr"],
  ])("%s", (_, facts, brand, language) => {
    expect(readerOf(suite, facts)).toEqual({ brand, language });
  });
});

it.each([
  ["northwind", "northwind"],
  ["default", "default"],
  ["gone", "default"],
  ["constructor", "default"],
])("the brand of %s is %s", (key, brand) => {
  expect(brandOf(suite, key)).toBe(suite.brands[brand]);
});

it.each([
  [
    "the brand's app",
    { origin: "https://suite.example" },
    { linkOrigin: "https://brand.example" },
    "https://brand.example",
  ],
  ["the suite's app", { origin: "https://suite.example" }, {}, "https://suite.example"],
  ["the suite's pages", {}, {}, "https://pages.example"],
])("links lead to %s", (_, links, brand, origin) => {
  const own = { ...suite.brands.default, ...brand };
  expect(linkOriginOf({ ...suite, links }, own, "https://pages.example")).toBe(origin);
});
