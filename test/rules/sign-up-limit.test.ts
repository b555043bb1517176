import { expect, it } from "@jest/globals";
import { type MailAddress, mailAddress } from "../../src/rules/mail-address.ts";
import { attemptsExpire, attemptsKey, countedOf, foldedAddress } from "../../src/rules/sign-up-limit.ts";

const of = (address: string) => mailAddress(address) as MailAddress;

it.each([
  ["ada@example.com", "ada@example.com"],
  ["ADA@Example.COM", "ada@example.com"],
  ["ada+one@example.com", "ada@example.com"],
  ["ada+one+two@example.com", "ada@example.com"],
  ["+@example.com", "+@example.com"],
  ["a.d.a@example.com", "a.d.a@example.com"],
  ["A.d.a+one@gmail.com", "ada@gmail.com"],
  ["a.da@googlemail.com", "ada@gmail.com"],
  ["a.da@googlemail.com.example", "a.da@googlemail.com.example"],
  ["ada@ｅxample.com", "ada@example.com"],
  ["ada@sub.example.com", "ada@sub.example.com"],
])("%s counts as %s", (address, folded) => {
  expect(foldedAddress(of(address))).toBe(folded);
});

const address = { what: "ada@example.com", most: 5, code: "SU-LIMIT" };
const domain = { what: "@example.com", most: 20, code: "SU-BUSY" };
it.each([
  ["ada@example.com", { perAddressAndHour: 5 }, [address]],
  ["ada@example.com", { perAddressAndHour: 0 }, []],
  ["ada@example.com", { perAddressAndHour: 5, perDomainAndHour: 20 }, [address, domain]],
  ["ada@example.com", { perAddressAndHour: 0, perDomainAndHour: 20 }, [domain]],
  ["ada@example.com", { perAddressAndHour: 0, perPublicDomainAndHour: 7 }, []],
  ["ada@gmail.com", { perAddressAndHour: 0, perDomainAndHour: 20 }, []],
  [
    "ada@gmail.com",
    { perAddressAndHour: 0, perDomainAndHour: 20, perPublicDomainAndHour: 7 },
    [{ ...domain, what: "@gmail.com", most: 7 }],
  ],
])("%s with %j is counted as %j", (text, rules, counted) => {
  expect(countedOf(of(text), rules)).toEqual(counted);
});

it("counts by the hour, and lets go of it after the next", () => {
  const now = Date.UTC(2026, 0, 2, 3, 59, 59);
  expect(attemptsKey("d", now)).toEqual({ pk: "ATTEMPTS#d", sk: "2026-01-02T03:00:00Z" });
  expect(attemptsExpire(now) - now / 1_000).toBe(7_200);
});
