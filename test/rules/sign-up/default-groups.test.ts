import { expect, it } from "@jest/globals";
import { chooseDefaultGroups } from "../../../src/rules/sign-up/default-groups.ts";
import type { GroupRule } from "../../../src/settings/linking.ts";

const allUsers: GroupRule = { group: "members" };
const staff: GroupRule = { group: "staff", domain: "example.com" };
const shop: GroupRule = { group: "buyers", appClient: "shop" };
const google: GroupRule = { group: "social", provider: "Google" };
const local: GroupRule = { group: "local", provider: "Cognito" };
const corp: GroupRule = { group: "staff", domain: "example.com", provider: "Corp" };
const all: GroupRule = { group: "all", domain: "example.com", provider: "Corp", appClient: "shop" };

const proven = { email: "ada@example.com", email_verified: "true" };
const identitiesOf = (...providers: string[]) => ({
  identities: JSON.stringify(providers.map((providerName) => ({ providerName, userId: "1" }))),
});

it.each<[string, GroupRule[], Record<string, unknown> | null, string | null, string[]]>([
  ["no rules", [], proven, "shop", []],
  ["a rule for all users", [allUsers], {}, null, ["members"]],
  ["a rule for all users and no attributes", [allUsers], null, null, ["members"]],
  ["two rules for one group", [allUsers, { ...shop, group: "members" }], {}, "shop", ["members"]],
  ["two rules that match", [allUsers, staff], proven, null, ["members", "staff"]],
  ["the app client", [shop], {}, "shop", ["buyers"]],
  ["another app client", [shop], {}, "shop2", []],
  ["no app client", [shop], {}, null, []],
  ["a verified address in the domain", [staff], proven, null, ["staff"]],
  ["the domain in upper case", [staff], { ...proven, email: "ADA@EXAMPLE.COM" }, null, ["staff"]],
  ["an unverified address", [staff], { ...proven, email_verified: "false" }, null, []],
  ["email_verified as a boolean", [staff], { ...proven, email_verified: true }, null, []],
  ["email_verified as True", [staff], { ...proven, email_verified: "True" }, null, []],
  ["a subdomain", [staff], { ...proven, email: "ada@students.example.com" }, null, []],
  ["a longer domain", [staff], { ...proven, email: "ada@notexample.com" }, null, []],
  ["the domain as a prefix of another", [staff], { ...proven, email: "ada@example.com.evil.example" }, null, []],
  ["two addresses in one", [staff], { ...proven, email: "evil@evil.example@example.com" }, null, []],
  ["no address", [staff], { email_verified: "true" }, null, []],
  ["the provider", [google], identitiesOf("Google"), null, ["social"]],
  ["the second of two providers", [google], identitiesOf("Corp", "Google"), null, ["social"]],
  ["another provider", [google], identitiesOf("Facebook"), null, []],
  ["the provider in lower case", [google], identitiesOf("google"), null, []],
  ["no provider", [google], {}, null, []],
  ["unreadable identities", [google, local, allUsers], { identities: "[{" }, null, ["members"]],
  ["a user with a password", [local], proven, null, ["local"]],
  ["a provider and a rule for users with a password", [local], identitiesOf("Google"), null, []],
  ["a provider named Cognito", [local], identitiesOf("Cognito"), null, []],
  ["an address that a provider verified", [staff], { ...proven, ...identitiesOf("Corp") }, null, []],
  ["an address that the rule's provider verified", [corp], { ...proven, ...identitiesOf("Corp") }, null, ["staff"]],
  ["an address that another provider verified", [corp], { ...proven, ...identitiesOf("Evil") }, null, []],
  [
    "a federated user with an unknown provider",
    [staff, local, allUsers],
    { ...proven, "cognito:user_status": "EXTERNAL_PROVIDER" },
    null,
    ["members"],
  ],
  ["unreadable identities and a domain", [staff], { ...proven, identities: "x" }, null, []],
  ["all conditions", [all], { ...proven, ...identitiesOf("Corp") }, "shop", ["all"]],
  ["all conditions except one", [all], { ...proven, ...identitiesOf("Corp") }, "other", []],
  ["a group in the user's attributes", [allUsers], { "custom:groups": "admin", groups: "admin" }, null, ["members"]],
])("with %s", (_, rules, userAttributes, clientId, groups) => {
  expect(chooseDefaultGroups(rules, { userAttributes, clientId })).toEqual(groups);
});
