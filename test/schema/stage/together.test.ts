import { describe, expect, it } from "@jest/globals";
import { itRefuses, itTakes } from "../../support/refuses.ts";
import { leastStage, stageProblems } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } };
const robot = { kind: "machine", scopes: ["https://api.example.com/read"] };
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1-2";
const ownDomain = { signInPages: { domain: "accounts.example.com", certificate } };

itTakes([
  [
    "a folder for each user",
    { identityPool: { enabled: true, bucket: "files" }, userPool: { groups: { staff: { prefixes: ["reports"] } } } },
  ],
]);

itRefuses([
  [
    "the same domain for both kinds of pages",
    { ...ownDomain, pagesUrl: "https://accounts.example.com" },
    "signInPages.domain: is also the domain of pagesUrl, but can lead to one place only: write another",
  ],
  [
    "an identity pool for machine clients only",
    { identityPool: { enabled: true }, resourceServers: api, clients: { robot } },
    "identityPool.enabled: gives credentials to users, but no client lets users sign in: add one",
  ],
  [
    "folders without a bucket",
    { userPool: { groups: { staff: { prefixes: ["reports"] } } } },
    "userPool.groups.staff.prefixes: needs identityPool.enabled: true and identityPool.bucket: set both",
  ],
]);

it.each(["a".repeat(24), "pre_prod"])("refuses the stage name %s, which function names cannot contain", (stage) => {
  expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, stage)).toEqual([
    `config/${stage}.yml: (its name): must be at most 23 letters, digits and -, because function names contain it`,
  ]);
  expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, "a".repeat(23))).toEqual([]);
});

it("refuses a stage name that Cognito rejects in a domain", () => {
  expect(stageProblems({}, "aws-test")).toEqual([
    'config/aws-test.yml: signInPages.domainPrefix: missing: write your own, because Cognito rejects a domain with "aws-test"',
  ]);
  expect(stageProblems({ signInPages: { domainPrefix: "mine" } }, "aws-test")).toEqual([]);
});

describe("the sender of a brand", () => {
  const { brands } = suiteWith();
  const suite = (sender: string) => suiteWith({ brands: { ...brands, shop: { ...brands.default, sender } } });

  it.each([
    ["hello@example.com", "example.com"],
    ["Shop <hello@shop.EXAMPLE.com>", "example.com"],
    ["Shop <no-reply@example.com>", "no-reply@example.com"],
  ])("may be %s with the identity %s", (sender, identity) => {
    expect(stageProblems({ mail: { ...leastStage.mail, identity } }, "prod", suite(sender))).toEqual([]);
  });

  it.each([
    ["Shop <hello@shop.example>", "example.com", "hello@shop.example"],
    ["hello@notexample.com", "example.com", "hello@notexample.com"],
    ["hello@example.com", "no-reply@example.com", "hello@example.com"],
  ])("may not be %s with the identity %s", (sender, identity, address) => {
    expect(stageProblems({ mail: { ...leastStage.mail, identity } }, "prod", suite(sender))).toEqual([
      `config/prod.yml: mail.identity: the brand "shop" of suite.config.ts sends as ${address}, outside ${identity}: write an address within it`,
    ]);
  });

  it("may be any address on local, which sends no mail", () => {
    expect(stageProblems({}, "local", suite("hello@shop.example"))).toEqual([]);
  });
});
