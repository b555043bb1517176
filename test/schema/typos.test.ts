import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import everything from "../../samples/everything/suite.config.ts";
import { findSettingsProblems } from "../../schema/problems.ts";
import { schemaAt } from "../../schema/setting-list.ts";
import { stageSchema } from "../../schema/stage/schema.ts";
import { suiteSchema } from "../../schema/suite/schema.ts";
import { leastStage } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const suite = suiteWith();

describe("a typo is reported in one line", () => {
  const { brands, appClients, claims, retention, signUp } = suite;
  const { primary: _, ...colours } = brands.default.colours;
  const captcha = { provider: "turnstile", secret: { parameter: "x" }, hostnames: ["x.example"], whenDown: "refuse" };
  const google = { clientId: "1", secret: "a/b" };
  const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads" } } };
  const callbackUrls = ["https://app.example.com/"];
  const idp = { metadataUrl: "https://x.example/" };
  const { signUp: ___, ...withoutSignUp } = suite;
  const { region: ____, ...withoutRegion } = leastStage;

  it.each<[string, object, string]>([
    ["a section", { ...withoutSignUp, singUp: signUp }, 'singUp: no such setting; did you mean "signUp"?'],
    [
      "a required setting",
      { ...suite, retention: { ...retention, signInDays: undefined, signinDays: 90 } },
      'retention.signinDays: no such setting; did you mean "signInDays"?',
    ],
    [
      "a setting of a brand",
      { ...suite, brands: { default: { ...brands.default, colours: { ...colours, primray: "#ffffff" } } } },
      'brands.default.colours.primray: no such setting; did you mean "primary"?',
    ],
    [
      "a setting of a captcha",
      { ...suite, signUp: { ...signUp, captcha: { ...captcha, whenDown: undefined, whendown: "refuse" } } },
      'signUp.captcha.whendown: no such setting; did you mean "whenDown"?',
    ],
    [
      "a value of a captcha",
      { ...suite, signUp: { ...signUp, captcha: { ...captcha, provider: "turnstyle" } } },
      'signUp.captcha.provider: no such value; did you mean "turnstile"?',
    ],
    [
      "the kind of a secret",
      { ...suite, signUp: { ...signUp, captcha: { ...captcha, secret: { paramter: "x" } } } },
      'signUp.captcha.secret.paramter: no such setting; did you mean "parameter"?',
    ],
    [
      "the source of a claim",
      { ...suite, claims: [{ name: "plan", from: { profileClam: "plan" }, tokens: ["id"] }] },
      'claims.0.from.profileClam: no such setting; did you mean "profileClaim"?',
    ],
    [
      "the value of a source",
      { ...suite, claims: [{ name: "since", from: { profile: "createdat" }, tokens: ["id"] }] },
      'claims.0.from.profile: no such value; did you mean "createdAt"?',
    ],
    [
      "a token",
      { ...suite, claims: [...claims, { name: "x", from: { constant: 1 }, tokens: ["acess"] }] },
      'claims.3.tokens.0: no such value; did you mean "access"?',
    ],
    [
      "an attribute in a claim",
      {
        ...suite,
        claims: [{ name: "x", from: { attribute: "custom:tenat" }, tokens: ["id"] }],
        tokens: { readOnlyAttributes: ["custom:tenant"] },
      },
      'claims.0.from: users may be able to write custom:tenat: use a custom: attribute of tokens.readOnlyAttributes; did you mean "custom:tenant"?',
    ],
    [
      "a language",
      { ...suite, appClients: { ...appClients, c: { language: "pt_BR" } } },
      'appClients.c.language: no such value; did you mean "pt-BR"?',
    ],
    [
      "a brand",
      { ...suite, appClients: { c: { brand: "nortwind" } } },
      'appClients.c.brand: there is no brand "nortwind"; did you mean "northwind"?',
    ],
    [
      "a standard attribute",
      { ...suite, profile: { attributes: ["custom:agentName", "phone"] } },
      'profile.attributes.1: no such value; did you mean "phone_number"?',
    ],
    [
      "a provider",
      { ...suite, linking: { trustedProviders: ["Google"], trustedDomains: { Gogle: ["example.com"] } } },
      'linking.trustedDomains.Gogle: there is no trusted provider "Gogle"; did you mean "Google"?',
    ],
  ])("suite.config.ts: %s", (_name, settings, line) => {
    expect(findSettingsProblems(settings, { dev: leastStage })).toEqual([`suite.config.ts: ${line}`]);
  });

  it.each<[string, object, string]>([
    [
      "a required setting",
      { ...withoutRegion, regoin: "eu-west-1" },
      'regoin: no such setting; did you mean "region"?',
    ],
    [
      "a required section",
      { region: "eu-west-1", mial: leastStage.mail },
      'mial: no such setting; did you mean "mail"?',
    ],
    [
      "a required setting of a section",
      { region: "eu-west-1", mail: { form: "a@example.com", identity: "example.com" } },
      'mail.form: no such setting; did you mean "from"?',
    ],
    [
      "a setting outside its section",
      { ...leastStage, minimumLength: 12 },
      'minimumLength: no such setting; did you mean "userPool.passwordPolicy.minimumLength"?',
    ],
    [
      "a setting that is not indented below its section",
      { ...leastStage, userPool: { passkeys: null, userVerification: "required" } },
      'userPool.userVerification: no such setting; did you mean "userPool.passkeys.userVerification"?',
    ],
    [
      "a setting without a similar name",
      { ...leastStage, userPool: { colour: "red" } },
      "userPool.colour: no such setting; remove it or correct its name",
    ],
    [
      "a name similar to a setting that is given",
      { ...leastStage, memory: 512, memorys: 1 },
      "memorys: no such setting; remove it or correct its name",
    ],
    [
      "a value that other settings need",
      { ...leastStage, userPool: { tier: "PLUSS", threatProtection: "ENFORCED" } },
      'userPool.tier: no such value; did you mean "PLUS"?',
    ],
    [
      "a kind that other settings need",
      {
        ...leastStage,
        resourceServers: api,
        clients: { robot: { kind: "machin", scopes: ["https://api.example.com/read"] } },
      },
      'clients.robot.kind: no such value; did you mean "machine"?',
    ],
    [
      "a value in a list",
      { ...leastStage, userPool: { firstFactors: ["PASSWORD", "WEBAUTHN"] } },
      'userPool.firstFactors.1: no such value; did you mean "WEB_AUTHN"?',
    ],
    [
      "a scope that other scopes need",
      { ...leastStage, clients: { web: { scopes: ["opnid", "email"] } } },
      'clients.web.scopes: there is no scope "opnid"; did you mean "openid"?',
    ],
    [
      "a scope of an API, for two clients",
      {
        ...leastStage,
        resourceServers: { orders: { identifier: "https://api.example.com", scopes: { raed: "Reads" } } },
        clients: {
          one: { kind: "machine", scopes: ["https://api.example.com/read"] },
          two: { kind: "machine", scopes: ["https://api.example.com/read"] },
        },
      },
      'clients.one.scopes: there is no scope for machines "https://api.example.com/read"; did you mean "https://api.example.com/raed"?',
    ],
    [
      "an attribute that sign-up needs",
      {
        ...leastStage,
        userPool: { requiredAttributes: ["birthdate"] },
        clients: { web: { writeAttributes: ["birthdat"] } },
      },
      'clients.web.writeAttributes: there is no attribute "birthdat"; did you mean "birthdate"?',
    ],
    [
      "a mapped attribute",
      {
        ...leastStage,
        userPool: { requiredAttributes: ["email"] },
        clients: { web: { callbackUrls } },
        federation: { google: { ...google, attributes: { emial: "email" } } },
      },
      'federation.google.attributes: there is no attribute "emial"; did you mean "email"?',
    ],
    [
      "a defined attribute",
      {
        ...leastStage,
        userPool: { customAttributes: { agentNam: {} } },
        clients: { web: { readAttributes: ["custom:agentName"], writeAttributes: ["custom:agentName"] } },
      },
      'clients.web.readAttributes: there is no attribute "custom:agentName"; did you mean "custom:agentNam"?',
    ],
    [
      "a provider",
      { ...leastStage, clients: { web: { callbackUrls, providers: ["Otka"] } }, federation: { saml: { Okta: idp } } },
      'clients.web.providers: there is no provider "Otka"; did you mean "Okta"?',
    ],
    [
      "a kind of provider",
      { ...leastStage, clients: { web: { callbackUrls } }, federation: { googel: google } },
      'federation.googel: no such setting; did you mean "google"?',
    ],
    [
      "a brand",
      { ...leastStage, clients: { web: { brand: "nothwind" } } },
      'clients.web.brand: there is no brand "nothwind"; did you mean "northwind"?',
    ],
  ])("config/dev.yml: %s", (_name, settings, line) => {
    expect(findSettingsProblems(suite, { dev: settings })).toEqual([`config/dev.yml: ${line}`]);
  });
});

/** A name or word to misspell. If it belongs to the schema, the typo must be reported. */
type Place = { path: string[]; part: "name" | "word"; isOfSchema: boolean };

const listPlaces = (root: z.core.$ZodType, value: unknown, path: string[] = []): Place[] =>
  Object.entries(typeof value === "object" ? Object(value) : {}).flatMap(([key, child]): Place[] => {
    const place = [...path, key];
    const within = schemaAt(root, path);
    const isSetting = within instanceof z.ZodObject && Object.hasOwn(within.shape, key);
    const isChoice = schemaAt(root, place) instanceof z.ZodEnum;
    return [
      ...(Array.isArray(value) ? [] : [{ path: place, part: "name" as const, isOfSchema: isSetting }]),
      ...(typeof child === "string" ? [{ path: place, part: "word" as const, isOfSchema: isChoice }] : []),
      ...listPlaces(root, child, place),
    ];
  });

/** Swaps two letters of the value in one place. */
const misspell = (value: unknown, { path: [key = "", ...rest], ...place }: Place): unknown => {
  const swap = (text: string): string => text.replace(/([a-z])(?!\1)([a-z])/i, "$2$1");
  const entries = Object.entries(Object(value)).map(([name, child]) => {
    if (name !== key) return [name, child];
    if (rest.length > 0) return [name, misspell(child, { ...place, path: rest })];
    return place.part === "name" ? [swap(name), child] : [name, swap(String(child))];
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
};

describe("two swapped letters in samples/everything", () => {
  const stage: unknown = parse(readFileSync("samples/everything/config/prod.yml", "utf8"));

  it.each<[string, z.ZodType, unknown, (changed: unknown) => string[]]>([
    ["the stage", stageSchema("prod"), stage, (changed) => findSettingsProblems(everything, { prod: changed })],
    ["suite.config.ts", suiteSchema, everything, (changed) => findSettingsProblems(changed, { prod: stage })],
  ])("are reported in one line in %s", (_, schema, value, problemsOf) => {
    const places = listPlaces(schema, value);
    expect(places.length).toBeGreaterThan(100);
    const results = places.map((place) => ({ ...place, lines: problemsOf(misspell(value, place)) }));
    expect(results.filter(({ isOfSchema, lines }) => lines.length > 1 || (isOfSchema && lines.length < 1))).toEqual([]);
  });
});
