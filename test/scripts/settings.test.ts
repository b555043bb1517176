import { describe, expect, it } from "@jest/globals";
import { settingsProblems } from "../../scripts/settings.ts";
import { suiteWith } from "../support/suite.ts";

const brand = suiteWith().brands.default;
const stage = {
  region: "eu-west-1",
  mail: { from: "Example <no-reply@example.com>", identity: "example.com" },
  memory: 512,
  logLevel: "INFO",
  logRetentionDays: 30,
  deletionProtection: false,
  userPool: { deletionProtection: "INACTIVE" },
};

it("asks for settings where a file has none", () => {
  expect(settingsProblems(undefined, { dev: "region" })).toEqual([
    "suite.config.ts: the settings: missing; give names and values",
    "config/dev.yml: the settings: give names and values",
  ]);
});

it("has nothing to say about good settings", () => {
  expect(settingsProblems(suiteWith(), { dev: stage })).toEqual([]);
});

it.each([
  ["an unknown language", { language: "xx" }, 'suite.config.ts: language: "xx" is no language of the suite; it has'],
  [
    "a link origin without TLS",
    { links: { origin: "http://example.com" } },
    "suite.config.ts: links.origin: a link origin must be an https address",
  ],
  [
    "a link origin with a path",
    { links: { origin: "https://example.com/x" } },
    "suite.config.ts: links.origin: a link origin is scheme and host only",
  ],
  [
    "a link origin that is no address",
    { links: { origin: "example" } },
    "suite.config.ts: links.origin: a link origin must be an https address",
  ],
  [
    "a script for a website",
    { brands: { default: { ...brand, website: "javascript:alert(1)" } } },
    "suite.config.ts: brands.default.website: a website must be an https address",
  ],
  [
    "a long brand name",
    { brands: { default: { ...brand, name: "x".repeat(25) } } },
    "suite.config.ts: brands.default.name: at most 24 characters",
  ],
  [
    "a website of another kind",
    { brands: { default: { ...brand, website: 7 } } },
    "suite.config.ts: brands.default.website: give a text",
  ],
  ["no app clients", { appClients: undefined }, "suite.config.ts: appClients: missing; give names and values"],
  ["a list of retentions", { retention: [] }, "suite.config.ts: retention: give names and values"],
  ["no default brand", { brands: { other: brand } }, 'suite.config.ts: brands: one brand must be called "default"'],
  [
    "a colour in words",
    { brands: { default: { ...brand, colours: { ...brand.colours, text: "red" } } } },
    'suite.config.ts: brands.default.colours.text: a colour is written "#rrggbb"',
  ],
  [
    "a client of an unknown brand",
    { appClients: { c1: { brand: "none" } } },
    'suite.config.ts: appClients.c1.brand: there is no brand "none"; there is default',
  ],
  [
    "a claim of Cognito's own",
    { claims: [{ name: "sub", from: { constant: "x" }, tokens: ["id"] }] },
    "suite.config.ts: claims.0.name: Cognito keeps this claim name for itself",
  ],
  [
    "a claim from an attribute",
    { claims: [{ name: "role", from: { attribute: "custom:role" }, tokens: ["id"] }] },
    "suite.config.ts: claims.0.from: users may be able to write custom:role: name it in tokens.readOnlyAttributes",
  ],
  [
    "a claim twice",
    { claims: [1, 2].map(() => ({ name: "a", from: { constant: "x" }, tokens: ["id"] })) },
    'suite.config.ts: claims: "a" is declared twice',
  ],
  [
    "an attribute that does not exist",
    { profile: { attributes: ["nickname", "agentName"] } },
    "suite.config.ts: profile.attributes.1: no such attribute",
  ],
  ["a setting that does not exist", { retentoin: {} }, "suite.config.ts: retentoin: no such setting"],
])("names %s and the fix", (_, changes, problem) => {
  expect(settingsProblems({ ...suiteWith({ appClients: {} }), ...changes }, {})).toEqual([
    expect.stringContaining(problem),
  ]);
});

describe("a stage", () => {
  it.each([
    "no-reply@example.com",
    "Example <no-reply@example.com>",
    '"Acme, Inc." <no-reply@example.com>',
    "=?UTF-8?B?TcO8bGxlcg==?= <no-reply@mail.example.com>",
  ])("may send from %s", (from) => {
    expect(settingsProblems(suiteWith(), { dev: { ...stage, mail: { from, identity: "example.com" } } })).toEqual([]);
  });

  it.each([
    "Acme, Inc. <no-reply@example.com>",
    "Müller <no-reply@example.com>",
    "Acme (dev) <no-reply@example.com>",
    "Acme <no-reply@example.com",
    "no-reply@example.com>",
    "Acme no-reply@example.com",
    "Acme <no-reply@localhost>",
  ])("may not send from %s", (from) => {
    expect(settingsProblems(suiteWith(), { dev: { ...stage, mail: { from, identity: "example.com" } } })).toEqual([
      expect.stringContaining("config/dev.yml: mail.from: the sender is written"),
    ]);
  });

  it.each([
    [
      "of somebody else's domain",
      { mail: { from: "a@other.org", identity: "example.com" } },
      "config/dev.yml: mail.from: a@other.org is not within the SES identity example.com",
    ],
    ["in no region", { region: "Frankfurt" }, "config/dev.yml: region: an AWS region is written as eu-west-1"],
    ["without a sender", { mail: { identity: "example.com" } }, "config/dev.yml: mail.from: the sender is missing"],
    ["without mail", { mail: undefined }, "config/dev.yml: mail: the sender is missing"],
    [
      "with a sender that is no address",
      { mail: { from: "Example", identity: "example.com" } },
      "config/dev.yml: mail.from: the sender is written",
    ],
    [
      "with a line break in its sender",
      { mail: { from: "A\r\nBcc: b@c.de <a@b.de>", identity: "b.de" } },
      "config/dev.yml: mail.from: the sender is written",
    ],
    [
      "that writes no warnings, which the alarms count",
      { logLevel: "ERROR" },
      "config/dev.yml: logLevel: WARN at most: alarms count the warnings",
    ],
    ["with alarms for nobody", { alarmsTo: "operations" }, "config/dev.yml: alarmsTo: a mail address"],
    ["with tracing in words", { tracing: "Active" }, "config/dev.yml: tracing: true or false"],
    [
      "with pages without TLS",
      { pagesUrl: "http://example.com" },
      "config/dev.yml: pagesUrl: a link origin must be an https address",
    ],
  ])("%s", (_, changes, problem) => {
    expect(settingsProblems(suiteWith(), { dev: { ...stage, ...changes } })).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

it("names everything at once", () => {
  const wrong = { ...suiteWith(), language: "xx", links: { origin: "http://example.com" } };
  expect(settingsProblems(wrong, { dev: { ...stage, mail: {} }, prod: { ...stage, region: undefined } })).toHaveLength(
    5,
  );
});
