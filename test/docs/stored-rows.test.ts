import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { countablesOf, statsKey } from "../../src/rules/people/activity.ts";
import { dueKey, outboxKey, profileKey, signInKey } from "../../src/rules/people/keys.ts";
import { invitationKey } from "../../src/rules/sign-up/sign-up-invitation.ts";
import { attemptsKey } from "../../src/rules/sign-up/sign-up-limit.ts";

const stored = readFileSync("docs/data.md", "utf8");
const forget = ["tools/operate/forget-rows.ts", "tools/operate/address-rows.ts"]
  .map((file) => readFileSync(file, "utf8"))
  .join();

const at = Date.UTC(2026, 0, 2);
const listCountKeys = (sk: string, before?: object) =>
  countablesOf(
    {
      key: { pk: "USER#s", sk },
      ...(before && { before: { ...before } }),
      after: { at, createdAt: at, confirmedAt: at },
    },
    at,
  );

/** Every kind of row, by its partition. */
const userRows = [
  profileKey("s"),
  outboxKey("s", "welcome"),
  outboxKey("s", "mfa-on", "x"),
  signInKey("s", at, "c"),
  ...listCountKeys("PROFILE"),
  ...listCountKeys("PROFILE", { createdAt: at }),
  ...listCountKeys(signInKey("s", at, "c").sk),
];
const addressRows = { attemptsKey: attemptsKey("d", at), invitationKey: invitationKey("d") };
const statsRows = [statsKey({ day: "2026-01-02", activity: "signUps" }, 0)];

const kindOf = (text: string): string => text.split("#")[0] ?? "";
const isDocumented = (kind: string): boolean => new RegExp(`\`${kind}(?:#[^\`]*)?\``).test(stored);

describe("every kind of row", () => {
  it("is known to this test", () => {
    const written = globSync("src/**/*.ts").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/[`"]([A-Z]{3,})#/g)].map(([, kind]) => kind),
    );
    const keys = [...userRows, ...Object.values(addressRows), ...statsRows].flatMap(({ pk, sk }) => [
      kindOf(pk),
      kindOf(sk),
    ]);
    // The index of owed mails has a prefix of its own, and no rows.
    const known = new Set([...keys, kindOf(dueKey("s"))]);
    expect([...new Set(written)].filter((kind) => !known.has(kind ?? ""))).toEqual([]);
    expect(written).toEqual(
      expect.arrayContaining(["USER", "OUTBOX", "SIGNIN", "COUNTED", "ACTIVE", "STATS", "INVITE"]),
    );
  });

  it("is documented in docs/data.md", () => {
    const kinds = [
      ...userRows.map(({ sk }) => kindOf(sk)),
      ...[...Object.values(addressRows), ...statsRows].map(({ pk }) => kindOf(pk)),
    ];
    expect([...new Set(kinds)].filter((kind) => !isDocumented(kind))).toEqual([]);
    expect(isDocumented("GHOST")).toBe(false);
  });

  it("of a user is in the user's partition, or deleted by forget", () => {
    expect(new Set(userRows.map(({ pk }) => pk))).toEqual(new Set(["USER#s"]));
    for (const maker of ["userKey", ...Object.keys(addressRows)]) expect(forget).toContain(`${maker}(`);
    expect(JSON.stringify(statsRows)).not.toContain("USER");
  });
});
