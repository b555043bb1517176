import { describe, expect, it } from "@jest/globals";
import { groupsOf, isScope, scopeChangesOf } from "../../../src/rules/tokens/change-rules.ts";
import type { ChangeRule } from "../../../src/settings/claims.ts";

const person = { appClientId: "web", groups: ["staff", "editors"] };
const machine = { appClientId: "robot", groups: undefined };

describe("scopes", () => {
  it.each<[string, ChangeRule[], typeof person | typeof machine, add: string[], remove: string[]]>([
    ["for all users", [{ add: ["a/read"], remove: ["b/read"] }], person, ["a/read"], ["b/read"]],
    ["of several rules, each once", [{ add: ["a/read", "c"] }, { add: ["a/read"] }], person, ["a/read", "c"], []],
    ["removing wins", [{ add: ["a/read"] }, { remove: ["a/read"] }], person, [], ["a/read"]],
    ["of the app client", [{ add: ["a"], appClients: ["web"] }], person, ["a"], []],
    ["not of another app client", [{ add: ["a"], appClients: ["phone"] }], person, [], []],
    ["not of an excluded app client", [{ add: ["a"], exceptAppClients: ["web"] }], person, [], []],
    ["of a group", [{ add: ["a"], inGroups: ["editors"] }], person, ["a"], []],
    ["of one of several groups", [{ add: ["a"], inGroups: ["editors", "administrators"] }], person, ["a"], []],
    ["not of other groups", [{ add: ["a"], inGroups: ["administrators"] }], person, [], []],
    ["not one with a space", [{ add: ["a b", "c"], remove: ["d e"] }], person, ["c"], []],
    ["not for a machine if for all app clients", [{ add: ["a"], remove: ["b"] }], machine, [], []],
    ["not for a machine if for all except another", [{ add: ["a"], exceptAppClients: ["web"] }], machine, [], []],
    ["for a machine that the rule names", [{ add: ["a"], appClients: ["robot"] }], machine, ["a"], []],
    ["not for a machine if for groups", [{ add: ["a"], appClients: ["robot"], inGroups: ["staff"] }], machine, [], []],
  ])("%s", (_, rules, caller, add, remove) => {
    expect(scopeChangesOf(rules, caller)).toEqual({ add, remove });
  });

  it("do not change without rules", () => {
    expect(scopeChangesOf(undefined, person)).toEqual({ add: [], remove: [] });
  });

  it.each([
    ["orders/read", true],
    ["https://example.com/orders.read", true],
    ["two words", false],
    ["tab\t", false],
    ["", false],
    ['"', false],
    ["\\", false],
    ["größe", false],
  ])("%j is a scope: %s", (scope, is) => {
    expect(isScope(scope)).toBe(is);
  });
});

describe("groups", () => {
  it.each<[string, ChangeRule[] | undefined, string[] | undefined]>([
    ["no rules", undefined, undefined],
    ["a rule that changes nothing", [{ add: ["staff"], remove: ["other"] }], undefined],
    ["a rule for others", [{ add: ["x"], inGroups: ["administrators"] }], undefined],
    ["an added group", [{ add: ["x"] }], ["staff", "editors", "x"]],
    ["a removed group", [{ remove: ["staff"] }], ["editors"]],
    ["all groups removed", [{ remove: ["staff", "editors"] }], []],
    ["one group replaced by another", [{ add: ["x"], remove: ["staff"], inGroups: ["staff"] }], ["editors", "x"]],
    ["removing wins", [{ add: ["x"] }, { remove: ["x"] }], undefined],
  ])("%s", (_, rules, groups) => {
    expect(groupsOf(rules, person)).toEqual(groups);
  });
});
