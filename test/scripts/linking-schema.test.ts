import { expect, it } from "@jest/globals";
import { settingsProblems } from "../../scripts/settings.ts";
import { suiteWith } from "../support/suite.ts";

const trustedProviders = ["Google"];

it("has nothing to say about good settings", () => {
  const linking = {
    trustedProviders: ["Google", "Corp_SSO"],
    trustedDomains: { Corp_SSO: ["example.com"] },
    otherProviders: ["Google_Workspace"],
    otherwise: "refuse",
    whenDown: "new-user",
    afterLinking: "sign-in-again",
  } as const;
  const groups = [{ group: "members" }, { group: "staff", domain: "example.com", provider: "Corp_SSO" }];
  expect(settingsProblems(suiteWith({ linking, groups }), {})).toEqual([]);
});

it.each([
  ["linking for nobody", { linking: { trustedProviders: [] } }, "linking.trustedProviders: name a provider"],
  [
    "the pool as a provider",
    { linking: { trustedProviders: ["cognito"] } },
    'linking.trustedProviders.0: "Cognito" is the pool itself',
  ],
  [
    "a name with a space",
    { linking: { trustedProviders: ["My Provider"] } },
    "linking.trustedProviders.0: a provider's name is written as the pool has it",
  ],
  [
    "two names that differ in case",
    { linking: { trustedProviders: ["Corp", "corp"] } },
    'linking: "corp" is named twice',
  ],
  [
    "one that is trusted and not",
    { linking: { trustedProviders, otherProviders: ["google"] } },
    'linking: "google" is named twice',
  ],
  [
    "domains of a provider that is not trusted",
    { linking: { trustedProviders, trustedDomains: { google: ["example.com"] } } },
    'linking.trustedDomains.google: "google" is not among trustedProviders; there is Google',
  ],
  [
    "no domain",
    { linking: { trustedProviders, trustedDomains: { Google: [] } } },
    "linking.trustedDomains.Google: name a domain, or leave the provider out",
  ],
  ["another word", { linking: { trustedProviders, otherwise: "link" } }, 'linking.otherwise: say "new-user" or'],
  ["another word", { linking: { trustedProviders, whenDown: "let-in" } }, 'linking.whenDown: say "refuse" or'],
  ["another word", { linking: { trustedProviders, afterLinking: "go" } }, 'linking.afterLinking: say "continue" or'],
  ["a setting that does not exist", { linking: { trustedProviders, trust: 1 } }, "linking.trust: no such setting"],
  ["a group without a name", { groups: [{ group: "" }] }, "groups.0.group: a group's name has"],
  ["a domain in capitals", { groups: [{ group: "a", domain: "Example.com" }] }, "groups.0.domain: a domain is written"],
  ["no app client", { groups: [{ group: "a", appClient: "" }] }, "groups.0.appClient: name an app client's id"],
  ["a condition that does not exist", { groups: [{ group: "a", mail: "x" }] }, "groups.0.mail: no such setting"],
])("names %s and the fix", (_, changes, problem) => {
  expect(settingsProblems({ ...suiteWith(), ...changes }, {})).toEqual([
    expect.stringContaining(`suite.config.ts: ${problem}`),
  ]);
});
