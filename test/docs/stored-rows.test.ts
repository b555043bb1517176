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
const counted = (sk: string, before?: object) =>
  countablesOf(
    {
      key: { pk: "USER#s", sk },
      ...(before && { before: { ...before } }),
      after: { at, createdAt: at, confirmedAt: at },
    },
    at,
  );

/** Every kind of row that there can be, by the partition that it is in. */
const ofPerson = [
  profileKey("s"),
  outboxKey("s", "welcome"),
  outboxKey("s", "mfa-on", "x"),
  signInKey("s", at, "c"),
  ...counted("PROFILE"),
  ...counted("PROFILE", { createdAt: at }),
  ...counted(signInKey("s", at, "c").sk),
];
const ofAddress = { attemptsKey: attemptsKey("d", at), invitationKey: invitationKey("d") };
const ofNobody = [statsKey({ day: "2026-01-02", activity: "signUps" }, 0)];

const kindOf = (text: string): string => text.split("#")[0] ?? "";
const isDocumented = (kind: string): boolean => new RegExp(`\`${kind}(?:#[^\`]*)?\``).test(stored);

describe("every kind of row", () => {
  it("is known here, so that a new one is not forgotten", () => {
    const written = globSync("src/**/*.ts").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/[`"]([A-Z]{3,})#/g)].map(([, kind]) => kind),
    );
    const keys = [...ofPerson, ...Object.values(ofAddress), ...ofNobody].flatMap(({ pk, sk }) => [
      kindOf(pk),
      kindOf(sk),
    ]);
    // The index of owed mails has a name of its own, and no rows.
    const known = new Set([...keys, kindOf(dueKey("s"))]);
    expect([...new Set(written)].filter((kind) => !known.has(kind ?? ""))).toEqual([]);
    expect(written).toEqual(
      expect.arrayContaining(["USER", "OUTBOX", "SIGNIN", "COUNTED", "ACTIVE", "STATS", "INVITE"]),
    );
  });

  it("stands in docs/data.md with how long it is kept", () => {
    const kinds = [
      ...ofPerson.map(({ sk }) => kindOf(sk)),
      ...[...Object.values(ofAddress), ...ofNobody].map(({ pk }) => kindOf(pk)),
    ];
    expect([...new Set(kinds)].filter((kind) => !isDocumented(kind))).toEqual([]);
    expect(isDocumented("GHOST")).toBe(false);
  });

  it("of a person is in the person's partition, or found by forget", () => {
    expect(new Set(ofPerson.map(({ pk }) => pk))).toEqual(new Set(["USER#s"]));
    for (const maker of ["userKey", ...Object.keys(ofAddress)]) expect(forget).toContain(`${maker}(`);
    expect(JSON.stringify(ofNobody)).not.toContain("USER");
  });
});
