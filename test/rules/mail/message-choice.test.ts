import { describe, expect, it } from "@jest/globals";
import { chooseMessage, mayGreet } from "../../../src/rules/mail/message-choice.ts";

it.each([
  ["CustomMessage_SignUp", { mail: "confirm-sign-up", page: "confirm", greets: "never" }],
  ["CustomMessage_ResendCode", { mail: "confirm-sign-up", page: "confirm", greets: "never" }],
  ["CustomMessage_ForgotPassword", { mail: "reset-password", page: "reset", greets: "proven" }],
  ["CustomMessage_AdminCreateUser", { mail: "invitation", greets: "always" }],
  ["CustomMessage_UpdateUserAttribute", { mail: "confirm-change", greets: "never" }],
  ["CustomMessage_VerifyUserAttribute", { mail: "confirm-change", greets: "never" }],
  ["CustomMessage_Authentication", { mail: "sign-in-code", greets: "proven" }],
  ["CustomMessage_Other", undefined],
  ["toString", undefined],
  ["", undefined],
])("%s", (source, choice) => {
  expect(chooseMessage(source)).toEqual(choice);
});

describe("mayGreet", () => {
  const proven = { email_verified: "true" };

  it.each([
    ["always", proven, true],
    ["always", { email_verified: "false" }, true],
    ["always", null, true],
    ["proven", proven, true],
    ["proven", { email_verified: "false" }, false],
    ["proven", { email_verified: "TRUE" }, false],
    ["proven", { email_verified: true }, false],
    ["proven", {}, false],
    ["proven", undefined, false],
    ["never", proven, false],
    ["never", {}, false],
  ] as const)("for %s with %j is %s", (greets, attributes, may) => {
    expect(mayGreet({ greets }, attributes)).toBe(may);
  });
});
