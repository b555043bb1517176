import { expect, it } from "@jest/globals";
import { joinGroups } from "../../src/steps/default-groups.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";

const user = { userPoolId: "p", userName: "u" };

it("adds the user to every group, and reports groups that do not exist", async () => {
  const report = collectReports();
  const add = collect(async (_user: object, group: string, _signal: AbortSignal) => group !== "gone");
  await joinGroups(add, report)(user, ["members", "gone", "staff"], noHurry);
  expect(add.calls.map((call) => call.slice(0, 2))).toEqual([
    [user, "members"],
    [user, "gone"],
    [user, "staff"],
  ]);
  expect(report.calls).toEqual([["default group does not exist", { group: "gone" }]]);
});

it("rejects if the user cannot join a group", async () => {
  const add = async (_user: object, group: string) => {
    if (group === "staff") throw new Error("throttled");
    return true;
  };
  await expect(joinGroups(add, collectReports())(user, ["members", "staff"], noHurry)).rejects.toThrow("throttled");
});
