import { expect, it } from "@jest/globals";
import { attemptsExpire, attemptsKey, foldedAddress } from "../../src/rules/sign-up-limit.ts";

it.each([
  ["ada@example.com", "ada@example.com"],
  ["ADA@Example.COM", "ada@example.com"],
  ["ada+one@example.com", "ada@example.com"],
  ["ada+one+two@example.com", "ada@example.com"],
  ["+@example.com", "@example.com"],
  ["ａｄａ@example.com", "ada@example.com"],
  ["ada@sub.example.com", "ada@sub.example.com"],
])("%s counts as %s", (address, folded) => {
  expect(foldedAddress(address)).toBe(folded);
});

it("counts by the hour, and lets go of it after the next", () => {
  const now = Date.UTC(2026, 0, 2, 3, 59, 59);
  expect(attemptsKey("d", now)).toEqual({ pk: "ATTEMPTS#d", sk: "2026-01-02T03:00:00Z" });
  expect(attemptsExpire(now) - now / 1_000).toBe(7_200);
});
