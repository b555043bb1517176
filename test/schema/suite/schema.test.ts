import { expect, it } from "@jest/globals";
import { findSettingsProblems } from "../../../schema/problems.ts";
import { suiteWith } from "../../support/suite.ts";

const brand = suiteWith().brands.default;
const withBrand = (changes: object) => ({ brands: { default: { ...brand, ...changes } } });
const secure = 'must be an https origin without a path, such as "https://accounts.example.com"';

it("accepts the project's own settings", () => {
  expect(findSettingsProblems(suiteWith(), {})).toEqual([]);
});

it.each<[string, object, string]>([
  [
    "an unknown language",
    { language: "xx" },
    "language: must be en, de, fr, es, pt-BR, ja, zh-CN, or ar; another needs src/templates/languages/<language>.json",
  ],
  ["a link origin without TLS", { links: { origin: "http://example.com" } }, `links.origin: ${secure}`],
  ["a link origin with a path", { links: { origin: "https://example.com/x" } }, `links.origin: ${secure}`],
  ["a link origin that is not a URL", { links: { origin: "example" } }, `links.origin: ${secure}`],
  [
    "a script as the website",
    withBrand({ website: "javascript:alert(1)" }),
    "brands.default.website: must be an https URL",
  ],
  ["markup in a website", withBrand({ website: "https://x.example/<b>" }), "brands.default.website: must be an https"],
  ["a user name in a website", withBrand({ website: "https://a@x.example/" }), "brands.default.website: must be an"],
  ["a number as the website", withBrand({ website: 7 }), "brands.default.website: must be an https URL"],
  [
    "support that is not an address",
    withBrand({ support: "ask us" }),
    "brands.default.support: must be an email address or https URL",
  ],
  [
    "a long brand name",
    withBrand({ name: "x".repeat(25) }),
    "brands.default.name: must be 1 to 24 characters, so that an SMS fits into 140",
  ],
  ["no postal address", withBrand({ address: "" }), "brands.default.address: must be the postal address"],
  [
    "a wide logo",
    withBrand({ logo: { url: "https://x.example/a.png", width: 999 } }),
    "brands.default.logo.width: must",
  ],
  [
    "the name of a colour",
    withBrand({ colours: { ...brand.colours, text: "red" } }),
    'brands.default.colours.text: must be a colour, such as "#4f46e5"',
  ],
  ["no default brand", { brands: { other: brand } }, "brands.default: missing: write an object with name, website"],
  ["no app clients", { appClients: undefined }, "appClients: missing: write an object"],
  ["a list as retention", { retention: [] }, "retention: must be an object with signInDays, sentMailDays"],
  ["zero days", { temporaryPasswordDays: 0 }, "temporaryPasswordDays: must be a whole number of days, 1 to 365"],
  [
    "an app client with an unknown brand",
    { brands: { default: brand }, appClients: { c1: { brand: "none" } } },
    'appClients.c1.brand: there is no brand "none"; choose default',
  ],
  [
    "an unknown attribute",
    { profile: { attributes: ["nickname", "agentName"] } },
    "profile.attributes.1: must be a standard attribute, by Cognito's name, or custom:<name>",
  ],
])("refuses %s", (_, changes, line) => {
  expect(findSettingsProblems({ ...suiteWith({ appClients: {} }), ...changes }, {})).toEqual([
    expect.stringContaining(`suite.config.ts: ${line}`),
  ]);
});
