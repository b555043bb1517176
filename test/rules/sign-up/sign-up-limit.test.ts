import { expect, it } from "@jest/globals";
import { type MailAddress, parseMailAddress } from "../../../src/rules/sign-up/mail-address.ts";
import {
  addressLimitsOf,
  attemptsExpireAt,
  attemptsKey,
  domainLimitsOf,
} from "../../../src/rules/sign-up/sign-up-limit.ts";

const parse = (address: string) => parseMailAddress(address) as MailAddress;

const address = { what: "ada@example.com", max: 5, code: "SU-LIMIT" };
const domain = { what: "@example.com", max: 20, code: "SU-BUSY" };
it.each([
  ["ada@example.com", { perAddressAndHour: 5 }, [address]],
  ["a.da+x@gmail.com", { perAddressAndHour: 5 }, [{ ...address, what: "ada@gmail.com" }]],
  ["ada@example.com", { perAddressAndHour: 0 }, []],
  ["ada@example.com", { perAddressAndHour: 5, perDomainAndHour: 20 }, [address, domain]],
  ["ada@example.com", { perAddressAndHour: 0, perDomainAndHour: 20 }, [domain]],
  ["ada@example.com", { perAddressAndHour: 0, perPublicDomainAndHour: 7 }, []],
  ["ada@gmail.com", { perAddressAndHour: 0, perDomainAndHour: 20 }, []],
  [
    "ada@gmail.com",
    { perAddressAndHour: 0, perDomainAndHour: 20, perPublicDomainAndHour: 7 },
    [{ ...domain, what: "@gmail.com", max: 7 }],
  ],
])("%s with %j is counted as %j", (text, rules, counted) => {
  expect([...addressLimitsOf(parse(text), rules), ...domainLimitsOf(parse(text), rules)]).toEqual(counted);
});

it("counts by the hour, and keeps a count until the end of the next hour", () => {
  const now = Date.UTC(2026, 0, 2, 3, 59, 59);
  expect(attemptsKey("d", now)).toEqual({ pk: "ATTEMPTS#d", sk: "2026-01-02T03:00:00Z" });
  expect(attemptsExpireAt(now) - now / 1_000).toBe(7_200);
});
