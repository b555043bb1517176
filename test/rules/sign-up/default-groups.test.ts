import { expect, it } from "@jest/globals";
import { chooseDefaultGroups } from "../../../src/rules/sign-up/default-groups.ts";
import type { GroupRule } from "../../../src/settings/linking.ts";

const everybody: GroupRule = { group: "members" };
const staff: GroupRule = { group: "staff", domain: "example.com" };
const shop: GroupRule = { group: "buyers", appClient: "shop" };
const google: GroupRule = { group: "social", provider: "Google" };
const local: GroupRule = { group: "local", provider: "Cognito" };
const corp: GroupRule = { group: "staff", domain: "example.com", provider: "Corp" };
const all: GroupRule = { group: "all", domain: "example.com", provider: "Corp", appClient: "shop" };

const proven = { email: "ada@example.com", email_verified: "true" };
const by = (...providers: string[]) => ({
  identities: JSON.stringify(providers.map((providerName) => ({ providerName, userId: "1" }))),
});

it.each<[string, GroupRule[], Record<string, unknown> | null, string | null, string[]]>([
  ["no rules", [], proven, "shop", []],
  ["a rule for everybody", [everybody], {}, null, ["members"]],
  ["a rule for everybody, and no attributes", [everybody], null, null, ["members"]],
  ["two rules for one group", [everybody, { ...shop, group: "members" }], {}, "shop", ["members"]],
  ["two rules that fit", [everybody, staff], proven, null, ["members", "staff"]],
  ["the app client", [shop], {}, "shop", ["buyers"]],
  ["another app client", [shop], {}, "shop2", []],
  ["no app client", [shop], {}, null, []],
  ["a proven address of the domain", [staff], proven, null, ["staff"]],
  ["the domain in capitals", [staff], { ...proven, email: "ADA@EXAMPLE.COM" }, null, ["staff"]],
  ["an address that is not proven", [staff], { ...proven, email_verified: "false" }, null, []],
  ["an address proven in no text", [staff], { ...proven, email_verified: true }, null, []],
  ["an address proven in other words", [staff], { ...proven, email_verified: "True" }, null, []],
  ["a subdomain", [staff], { ...proven, email: "ada@students.example.com" }, null, []],
  ["a longer domain", [staff], { ...proven, email: "ada@notexample.com" }, null, []],
  ["the domain in front of another", [staff], { ...proven, email: "ada@example.com.evil.example" }, null, []],
  ["two addresses in one", [staff], { ...proven, email: "evil@evil.example@example.com" }, null, []],
  ["no address", [staff], { email_verified: "true" }, null, []],
  ["the provider", [google], by("Google"), null, ["social"]],
  ["the second of two providers", [google], by("Corp", "Google"), null, ["social"]],
  ["another provider", [google], by("Facebook"), null, []],
  ["the provider in other letters", [google], by("google"), null, []],
  ["no provider", [google], {}, null, []],
  ["unreadable identities", [google, local, everybody], { identities: "[{" }, null, ["members"]],
  ["a password of one's own", [local], proven, null, ["local"]],
  ["a provider for the pool's own", [local], by("Google"), null, []],
  ["a provider that calls itself as the pool", [local], by("Cognito"), null, []],
  ["an address that a provider calls proven", [staff], { ...proven, ...by("Corp") }, null, []],
  ["an address that the rule's provider calls proven", [corp], { ...proven, ...by("Corp") }, null, ["staff"]],
  ["an address that another provider calls proven", [corp], { ...proven, ...by("Evil") }, null, []],
  [
    "an outside person whose provider is not told",
    [staff, local, everybody],
    { ...proven, "cognito:user_status": "EXTERNAL_PROVIDER" },
    null,
    ["members"],
  ],
  ["unreadable identities and a domain", [staff], { ...proven, identities: "x" }, null, []],
  ["all conditions", [all], { ...proven, ...by("Corp") }, "shop", ["all"]],
  ["all conditions but one", [all], { ...proven, ...by("Corp") }, "other", []],
  ["a group that the person names", [everybody], { "custom:groups": "admin", groups: "admin" }, null, ["members"]],
])("with %s", (_, rules, userAttributes, clientId, groups) => {
  expect(chooseDefaultGroups(rules, { userAttributes, clientId })).toEqual(groups);
});
