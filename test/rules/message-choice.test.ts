import { expect, it } from "@jest/globals";
import { messageChoice } from "../../src/rules/message-choice.ts";

it.each([
  ["CustomMessage_SignUp", { mail: "confirm-sign-up", page: "confirm", greets: false }],
  ["CustomMessage_ResendCode", { mail: "confirm-sign-up", page: "confirm", greets: false }],
  ["CustomMessage_ForgotPassword", { mail: "reset-password", page: "reset", greets: true }],
  ["CustomMessage_AdminCreateUser", { mail: "invitation", greets: true }],
  ["CustomMessage_UpdateUserAttribute", { mail: "confirm-change", greets: false }],
  ["CustomMessage_VerifyUserAttribute", { mail: "confirm-change", greets: false }],
  ["CustomMessage_Authentication", { mail: "sign-in-code", greets: true }],
  ["CustomMessage_Other", undefined],
  ["toString", undefined],
  ["", undefined],
])("%s", (source, choice) => {
  expect(messageChoice(source)).toEqual(choice);
});
