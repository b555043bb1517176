import { describe, expect, it } from "@jest/globals";
import { brandOf, readerOf } from "../../../src/rules/mail/reader.ts";
import { suiteWith } from "../../support/suite.ts";

const suite = suiteWith({
  language: "fr",
  appClients: { shop: { brand: "northwind", language: "de" }, plain: {}, spanish: { language: "es" } },
});

describe("a reader's brand and language", () => {
  it.each([
    ["nothing known", {}, "default", "fr"],
    ["the client's", { clientId: "shop" }, "northwind", "de"],
    ["a client that sets nothing", { clientId: "plain" }, "default", "fr"],
    ["a client that sets one", { clientId: "spanish" }, "default", "es"],
    ["no client", { clientId: null }, "default", "fr"],
    ["a client of a strange name", { clientId: "constructor" }, "default", "fr"],
    ["the person's locale", { clientId: "shop", userAttributes: { locale: "en-GB" } }, "northwind", "en"],
    ["their own attribute", { userAttributes: { "custom:locale": "ja" } }, "default", "ja"],
    ["one before the other", { userAttributes: { locale: "en", "custom:locale": "ja" } }, "default", "en"],
    [
      "the caller's before all",
      { userAttributes: { locale: "en" }, clientMetadata: { locale: "de" } },
      "default",
      "de",
    ],
    ["a caller's brand", { clientMetadata: { brand: "northwind" } }, "default", "fr"],
    ["no such language", { userAttributes: { locale: "xx" } }, "default", "fr"],
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
