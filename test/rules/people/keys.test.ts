import { expect, it } from "@jest/globals";
import {
  dueKey,
  dueShards,
  outboxId,
  outboxKey,
  outboxKeyOf,
  profileKey,
  signInKey,
  startOfSlice,
} from "../../../src/rules/people/keys.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 29, 999);

it.each([
  ["profile", profileKey("s"), { pk: "USER#s", sk: "PROFILE" }],
  ["a mail that is sent once", outboxKey("s", "welcome"), { pk: "USER#s", sk: "OUTBOX#welcome" }],
  ["a repeatable mail", outboxKey("s", "password-changed", "x"), { pk: "USER#s", sk: "OUTBOX#password-changed#x" }],
  ["a sign-in", signInKey("s", at, "c"), { pk: "USER#s", sk: "SIGNIN#2026-01-02T03:04:15Z#c" }],
])("%s", (_, key, expected) => {
  expect(key).toEqual(expected);
});

it.each([
  [15_000, "2026-01-02T03:04:15Z"],
  [60_000, "2026-01-02T03:04:00Z"],
])("a slice of %i ms starts at %s", (width, start) => {
  expect(startOfSlice(at, width)).toBe(start);
});

it("distributes users over all shards, each always to the same", () => {
  const parts = new Set(Array.from({ length: 100 }, (_, user) => dueKey(`user-${user}`)));
  expect([...parts].sort()).toEqual(dueShards);
  expect(dueKey("user-1")).toBe(dueKey("user-1"));
});

it("creates an ID that SES accepts as a tag", () => {
  expect(outboxId(outboxKey("8a0e2c4e-5b7d", "new-sign-in", "2026-01-02T03:04:15Z#c"))).toMatch(/^[\w-]{1,256}$/);
});

it.each([outboxKey("s", "welcome"), outboxKey("8a0e2c4e-5b7d", "new-sign-in", "2026-01-02T03:04:15Z#c")])(
  "parses the ID of %j",
  (key) => {
    expect(outboxKeyOf(outboxId(key))).toEqual(key);
  },
);

it.each(["", "?", "VVNFUiNz", outboxId(profileKey("s")), `${outboxId(outboxKey("s", "welcome"))}A`.repeat(2)])(
  "rejects the ID '%s'",
  (id) => {
    expect(outboxKeyOf(id)).toBeUndefined();
  },
);
