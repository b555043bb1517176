import { expect, it } from "@jest/globals";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { readInvitedProfile } from "../../src/workers/invited-name.ts";
import { collect, collectReports, noHurry } from "../support/collect.ts";

const row = { userName: "u", email: "ADA@example.com" } as ProfileRow;
const invited = async () => ({ name: "Ada" });

it.each([
  ["adds the invited name to a profile without a name", true, row, invited, { ...row, givenName: "Ada" }, 1],
  ["keeps the user's own name", true, { ...row, name: "Grace" }, invited, { ...row, name: "Grace" }, 0],
  [
    "replaces a name that is not usable",
    true,
    { ...row, name: "evil.example" },
    invited,
    { ...row, name: "evil.example", givenName: "Ada" },
    1,
  ],
  ["keeps the profile if the invitation has no name", true, row, async () => ({}), row, 1],
  ["keeps the profile if there is no invitation", true, row, async () => undefined, row, 1],
  ["keeps the profile if the settings have no invitations", false, row, invited, row, 0],
  ["returns no profile if there is none", true, undefined, invited, undefined, 0],
  ["keeps a profile without an address", true, { userName: "u" } as ProfileRow, invited, { userName: "u" }, 0],
])("%s", async (_, invites, found, answer, result, asked) => {
  const readInvitation = collect((_mailbox: string, _signal: AbortSignal) => answer());
  const report = collectReports();
  const read = readInvitedProfile({ invites, read: async () => found, readInvitation, report });
  expect(await read("s", noHurry)).toEqual(result);
  expect(readInvitation.calls.map(([mailbox]) => mailbox)).toEqual(asked ? ["ada@example.com"] : []);
  expect(report.calls).toEqual([]);
});

it("keeps the profile if the invitation cannot be read", async () => {
  const report = collectReports();
  const readInvitation = async () => Promise.reject(new Error("ada@example.com"));
  expect(await readInvitedProfile({ invites: true, read: async () => row, readInvitation, report })("s", noHurry)).toBe(
    row,
  );
  expect(report.calls.map(([what]) => what)).toEqual(["invited name not read"]);
});
