import { expect, it } from "@jest/globals";
import { formatReport } from "../../../tools/operate/report-table.ts";

const none = { signUps: 0, users: 0, signIns: 0, uniqueUsers: 0 };

it("shows every day, each app client on its own days, and totals of all but users", () => {
  const web = { signUps: 3, users: 0, signIns: 12, uniqueUsers: 4 };
  const phone = { signUps: 0, users: 1, signIns: 100, uniqueUsers: 60 };
  const lines = formatReport([
    { day: "2026-01-01", ...none, clients: {} },
    { day: "2026-01-02", signUps: 3, users: 1, signIns: 112, uniqueUsers: 61, clients: { web, phone } },
    { day: "2026-01-03", ...web, clients: { web } },
  ]);
  expect(lines.join("\n")).toBe(`All app clients
day         sign-ups  other new users  sign-ins  users signed in
2026-01-01         0                0         0                0
2026-01-02         3                1       112               61
2026-01-03         3                0        12                4
total              6                1       124

App client phone
day         sign-ups  other new users  sign-ins  users signed in
2026-01-02         0                1       100               60
total              0                1       100

App client web
day         sign-ups  other new users  sign-ins  users signed in
2026-01-02         3                0        12                4
2026-01-03         3                0        12                4
total              6                0        24
`);
});
