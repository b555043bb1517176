import { expect, it } from "@jest/globals";
import { readCustomMessage } from "../../local/cognito/message-limits.ts";

const text = (length: number) => "{####}".padEnd(length, "x");

it.each([
  ["nulls", { emailMessage: null, emailSubject: null, smsMessage: null }],
  ["the longest message", { emailMessage: text(20_000), emailSubject: "s".repeat(140), smsMessage: text(140) }],
  ["several lines and an emoji", { emailMessage: "Hallo 👋\r\n\t{####} und {####}", emailSubject: "Ihr Code…" }],
])("accepts %s", (_name, response) => {
  expect(readCustomMessage(response, "SignUp")).toHaveProperty("message");
});

it.each([
  ["a mail without its code", { emailMessage: "Welcome!" }, /lacks \{####\}/],
  ["an encoded code", { emailMessage: "code=%7B%23%23%23%23%7D" }, /lacks/],
  ["a mail that is too long", { emailMessage: text(20_001) }, /20001 characters/],
  ["a subject that is too long", { emailSubject: "s".repeat(141) }, /141 characters/],
  ["an SMS that is too long", { smsMessage: text(141) }, /141 characters/],
  ["a no-break space", { emailMessage: "{####}\u00a0" }, /does not match/],
  ["a zero-width joiner", { emailSubject: "a\u200db" }, /does not match/],
  ["a number", { emailMessage: 123456 }, /not a string/],
])("refuses %s", (_name, response, breach) => {
  expect(readCustomMessage(response, "SignUp")).toEqual({ breach: expect.stringMatching(breach) });
});

it("requires the user name in an invitation", () => {
  expect(readCustomMessage({ emailMessage: "{####} {username}" }, "AdminCreateUser")).toHaveProperty("message");
  expect(readCustomMessage({ emailMessage: "{####}" }, "AdminCreateUser")).toHaveProperty("breach");
});
