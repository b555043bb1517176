import { describe, expect, it } from "@jest/globals";
import { findPersonRefusal, isOldEnough } from "../../../src/rules/sign-up/sign-up-person.ts";

const noon = Date.UTC(2026, 4, 20, 9);
const afternoon = Date.UTC(2026, 4, 20, 10);

describe("isOldEnough", () => {
  it.each([
    ["2010-05-20", noon, true],
    ["2010-05-21", noon, false],
    ["2010-05-21", afternoon, true],
    ["1815-12-10", noon, true],
    ["0001-01-01", noon, true],
    ["2026-05-20", noon, false],
    ["2027-05-20", noon, false],
    ["9999-12-31", noon, false],
    ["2010-5-2", noon, false],
    ["20.05.1990", noon, false],
    ["1990-02-30", noon, false],
    ["1990-13-01", noon, false],
    ["1990-00-00", noon, false],
    ["1990-05-20 ", noon, false],
    ["1990-05-20T00:00:00Z", noon, false],
    ["+001990-05-20", noon, false],
    ["1990-05-20\n", noon, false],
    ["١٩٩٠-٠٥-٢٠", noon, false],
    ["-990-05-20", noon, false],
    ["", noon, false],
  ])("for a birthdate %j, 16 years and the time %d is %s", (birthdate, now, expected) => {
    expect(isOldEnough(birthdate, 16, now)).toBe(expected);
  });

  it.each([
    ["2008-02-29", Date.UTC(2024, 1, 29), true],
    ["2009-03-01", Date.UTC(2025, 1, 27), false],
    ["2008-02-29", Date.UTC(2024, 1, 27), false],
  ])("for a birthdate %s, 16 years and the time %d is %s", (birthdate, now, expected) => {
    expect(isOldEnough(birthdate, 16, now)).toBe(expected);
  });

  it("is true for 0 years from the day of birth", () => {
    expect([isOldEnough("2026-05-20", 0, noon), isOldEnough("2026-05-21", 0, noon)]).toEqual([true, false]);
  });

  it("counts a birthday on 29 February as 1 March in other years", () => {
    const isOldEnoughAt = (now: number) => isOldEnough("2008-02-29", 17, now);
    expect([isOldEnoughAt(Date.UTC(2025, 1, 28)), isOldEnoughAt(Date.UTC(2025, 2, 1))]).toEqual([false, true]);
  });
});

describe("findPersonRefusal", () => {
  const user = { name: "Ada", birthdate: "1990-05-20", "custom:terms": "2" };
  const byAttribute = { terms: { version: "2", attribute: "custom:terms" } };
  const said = { terms: { version: "2" } };
  it.each([
    ["no requirements", {}, {}, undefined],
    ["no attributes", { userAttributes: null }, {}, undefined],
    ["all required attributes", { userAttributes: user }, { requiredAttributes: ["name", "birthdate"] }, undefined],
    ["missing value", { userAttributes: user }, { requiredAttributes: ["name", "custom:company"] }, "SU-ATTRIBUTES"],
    ["blank value", { userAttributes: { name: " \t\n" } }, { requiredAttributes: ["name"] }, "SU-ATTRIBUTES"],
    ["inherited value", { userAttributes: {} }, { requiredAttributes: ["constructor"] }, "SU-ATTRIBUTES"],
    ["object value", { userAttributes: { name: {} } }, { requiredAttributes: ["name"] }, "SU-ATTRIBUTES"],
    ["old enough", { userAttributes: user }, { minimumAge: 16 }, undefined],
    ["too young", { userAttributes: user }, { minimumAge: 40 }, "SU-AGE"],
    ["no birthdate", { userAttributes: {} }, { minimumAge: 1 }, "SU-AGE"],
    ["terms accepted by attribute", { userAttributes: user }, byAttribute, undefined],
    ["older terms accepted", { userAttributes: { "custom:terms": "1" } }, byAttribute, "SU-TERMS"],
    ["terms accepted in the wrong place", { validationData: { termsVersion: "2" } }, byAttribute, "SU-TERMS"],
    ["terms accepted in validation data", { validationData: { termsVersion: "2" } }, said, undefined],
    ["terms accepted in metadata", { clientMetadata: { termsVersion: "2" } }, said, undefined],
    [
      "current and older terms accepted",
      { validationData: { termsVersion: "1" }, clientMetadata: { termsVersion: "2" } },
      said,
      undefined,
    ],
    ["other terms accepted", { validationData: { termsVersion: "2 " } }, said, "SU-TERMS"],
    ["terms not accepted", { validationData: null, clientMetadata: null }, said, "SU-TERMS"],
    ["terms turned off", {}, { terms: false as const }, undefined],
  ])("%s", (_, request, rules, code) => {
    expect(findPersonRefusal(request, rules, noon)).toBe(code);
  });
});
