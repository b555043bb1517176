import { expect, it } from "@jest/globals";
import { readEnvironment, readOptional } from "../../src/runtime/config.ts";

it("lists all missing variables in one error", () => {
  expect(() => readEnvironment(["TABLE_NAME", "STAGE", "MAIL_FROM"], { STAGE: "dev", MAIL_FROM: "  " })).toThrow(
    "Missing environment: TABLE_NAME, MAIL_FROM.",
  );
});

it("returns the values, trimmed", () => {
  expect(readEnvironment(["STAGE"], { STAGE: " dev " })).toEqual({ STAGE: "dev" });
});

it.each([
  [{}, undefined],
  [{ USER_POOL_ID: " " }, undefined],
  [{ USER_POOL_ID: " eu-west-1_a " }, "eu-west-1_a"],
])("reads an optional variable from %j as %j", (environment, value) => {
  expect(readOptional("USER_POOL_ID", environment)).toBe(value);
});
