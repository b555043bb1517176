import { expect, it } from "@jest/globals";
import { findSettingsProblems } from "../../../schema/problems.ts";
import { suiteWith } from "../../support/suite.ts";

const trustedProviders = ["Google"];

it("accepts valid settings", () => {
  const linking = {
    trustedProviders: ["Google", "Corp_SSO"],
    trustedDomains: { Corp_SSO: ["example.com"] },
    otherProviders: ["Google_Workspace"],
    otherwise: "refuse",
    whenDown: "new-user",
    afterLinking: "sign-in-again",
  } as const;
  const groups = [{ group: "members" }, { group: "staff", domain: "example.com", provider: "Corp_SSO" }];
  expect(findSettingsProblems(suiteWith({ linking, groups }), {})).toEqual([]);
});

it.each([
  [
    "an empty list of trusted providers",
    { linking: { trustedProviders: [] } },
    "linking.trustedProviders: must be a list of providers; to link no users, remove linking",
  ],
  [
    "the pool as a provider",
    { linking: { trustedProviders: ["cognito"] } },
    'linking.trustedProviders: "Cognito" is the pool itself: name identity providers',
  ],
  [
    "a provider name with a space",
    { linking: { trustedProviders: ["My Provider"] } },
    "linking.trustedProviders.0: must be a name of 1 to 32 characters without spaces",
  ],
  [
    "two names that differ only in case",
    { linking: { trustedProviders: ["Corp", "corp"] } },
    'linking.otherProviders: "corp" is listed twice, ignoring case: remove one',
  ],
  [
    "a provider in both lists",
    { linking: { trustedProviders, otherProviders: ["google"] } },
    'linking.otherProviders: "google" is listed twice',
  ],
  [
    "domains for a provider that is not trusted",
    { linking: { trustedProviders, trustedDomains: { google: ["example.com"] } } },
    'linking.trustedDomains.google: there is no trusted provider "google"; did you mean "Google"?',
  ],
  [
    "an empty list of domains",
    { linking: { trustedProviders, trustedDomains: { Google: [] } } },
    "linking.trustedDomains.Google: must be a list of domains; to trust all, remove the provider",
  ],
  [
    "an unknown value of otherwise",
    { linking: { trustedProviders, otherwise: "link" } },
    "linking.otherwise: must be new-user or refuse",
  ],
  [
    "an unknown value of whenDown",
    { linking: { trustedProviders, whenDown: "let-in" } },
    "linking.whenDown: must be refuse or new-user",
  ],
  [
    "an unknown value of afterLinking",
    { linking: { trustedProviders, afterLinking: "go" } },
    "linking.afterLinking: must be continue or sign-in-again",
  ],
  ["an unknown setting", { linking: { trustedProviders, trust: 1 } }, "linking.trust: no such setting"],
  [
    "a group without a name",
    { groups: [{ group: "" }] },
    "groups.0.group: must be a name of 1 to 128 characters without spaces",
  ],
  [
    "a domain with capital letters",
    { groups: [{ group: "a", domain: "Example.com" }] },
    "groups.0.domain: must be a lower-case domain",
  ],
  ["no app client", { groups: [{ group: "a", appClient: "" }] }, "groups.0.appClient: must be the id of an app client"],
  ["an unknown condition", { groups: [{ group: "a", mail: "x" }] }, "groups.0.mail: no such setting"],
])("refuses %s, and names the fix", (_, changes, problem) => {
  expect(findSettingsProblems({ ...suiteWith(), ...changes }, {})).toEqual([
    expect.stringContaining(`suite.config.ts: ${problem}`),
  ]);
});
