import { expect, it } from "@jest/globals";
import { readEnvironment } from "../src/config.ts";

it("names every variable that is missing, at once", () => {
  expect(() => readEnvironment(["TABLE_NAME", "STAGE", "MAIL_FROM"], { STAGE: "dev", MAIL_FROM: "  " })).toThrow(
    "Missing environment: TABLE_NAME, MAIL_FROM.",
  );
});

it("gives what is there, trimmed", () => {
  expect(readEnvironment(["STAGE"], { STAGE: " dev " })).toEqual({ STAGE: "dev" });
});
