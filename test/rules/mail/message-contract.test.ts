import { expect, it } from "@jest/globals";
import { checkMail, checkSms, countCodes } from "../../../src/rules/mail/message-contract.ts";

const good = { emailSubject: "Your code", emailMessage: "<p>{####}</p>" };
const code = { code: "{####}", codes: 1 };

it.each([
  ["a plain message", good, code, []],
  ["emoji, accents and CJK", { ...good, emailMessage: "<p>Grüße 👍🏽 確認 “€” {####}</p>" }, code, []],
  ["an entity for a rejected character", { ...good, emailMessage: "<p>&nbsp;{####}</p>" }, code, []],
  ["a missing code", { ...good, emailMessage: "<p>none</p>" }, code, ["email lacks the code placeholder"]],
  [
    "a second code",
    { ...good, emailMessage: "{####} {####}" },
    code,
    ["email has the code 2 times, its template 1 times"],
  ],
  [
    "a link placeholder",
    { ...good, emailMessage: "{####} {##Click##}" },
    code,
    ["email has a placeholder that its template does not have"],
  ],
  [
    "an unexpected user name",
    { ...good, emailMessage: "{####} {username}" },
    code,
    ["email has a placeholder that its template does not have"],
  ],
  [
    "an encoded code",
    { ...good, emailMessage: "{####} %7B%23%23%23%23%7D" },
    { ...code, codes: 2 },
    [
      "email has the code placeholder encoded, so it is not replaced",
      "email has the code 1 times, its template 2 times",
    ],
  ],
  ["a user named like the placeholder", { ...good, emailMessage: "{####} %7B%23%23%23%23%7D" }, code, []],
  [
    "an invitation without a user name",
    good,
    { ...code, userName: "{username}" },
    ["email lacks the user name placeholder"],
  ],
  ["an invitation", { ...good, emailMessage: "{username} {####}" }, { ...code, userName: "{username}" }, []],
  [
    "a no-break space",
    { ...good, emailMessage: "\u00a0{####}" },
    code,
    ["email has U+00A0, which Cognito refuses: write it as an HTML entity or remove it"],
  ],
  [
    "a joiner",
    { ...good, emailMessage: "a\u200db {####}" },
    code,
    ["email has U+200D, which Cognito refuses: write it as an HTML entity or remove it"],
  ],
  [
    "a long subject",
    { ...good, emailSubject: "x".repeat(141) },
    code,
    ["subject has 141 characters, Cognito takes 1 to 140"],
  ],
  [
    "a joiner in the subject",
    { ...good, emailSubject: "a\u200db" },
    code,
    ["subject has U+200D, which Cognito refuses: write it as an HTML entity or remove it"],
  ],
  ["a subject of one letter", { ...good, emailSubject: "x" }, code, []],
  ["the shortest mail", { ...good, emailMessage: "{####}" }, code, []],
  [
    "a mail that is too short",
    { ...good, emailMessage: "{###}" },
    code,
    [
      "email has 5 characters, Cognito takes at least 6",
      "email lacks the code placeholder",
      "email has a placeholder that its template does not have",
    ],
  ],
  [
    "an encoded code only",
    { ...good, emailMessage: "%7B%23%23%23%23%7D" },
    { code: "{####}" },
    ["email has the code placeholder encoded, so it is not replaced", "email lacks the code placeholder"],
  ],
  ["any number of codes", { ...good, emailMessage: "{####} {####} %7B%23%23%23%23%7D" }, { code: "{####}" }, []],
  [
    "the end of a placeholder",
    { ...good, emailMessage: "{####} ##}" },
    code,
    ["email has a placeholder that its template does not have"],
  ],
  [
    "the start of a placeholder",
    { ...good, emailMessage: "{####} {##" },
    code,
    ["email has a placeholder that its template does not have"],
  ],
  ["a brace and a number sign", { ...good, emailMessage: "{####} {# #}" }, code, []],
  ["a link to another site", { ...good, emailMessage: '<a href="https://b.example/">{####}' }, code, []],
  ["an empty subject", { ...good, emailSubject: "" }, code, ["subject has 0 characters, Cognito takes 1 to 140"]],
  ["a line break in a subject", { ...good, emailSubject: "a\nb" }, code, []],
  [
    "a long mail",
    { ...good, emailMessage: `{####}${"x".repeat(19_995)}` },
    code,
    ["email has 20001 characters, Cognito takes 1 to 20000"],
  ],
  ["the longest mail", { ...good, emailMessage: `{####}${"x".repeat(19_994)}` }, code, []],
  [
    "a link to the suite's pages",
    { ...good, emailMessage: '<a href="https://a.example/en#{####}">' },
    { ...code, origin: "https://a.example" },
    [],
  ],
  [
    "a link to another site with the code",
    { ...good, emailMessage: '<a href="https://a.example.evil/#{####}">' },
    { ...code, origin: "https://a.example" },
    ["email has the code in an address outside https://a.example"],
  ],
  [
    "a temporary password in a link",
    { ...good, emailMessage: '<a href="https://a.example/#{####}">' },
    code,
    ["email has the code in an address, where it must not be"],
  ],
  [
    "a link in single quotes",
    { ...good, emailMessage: "<a href='https://evil.example/{####}'>" },
    { ...code, origin: "https://a.example" },
    ["email has the code in an address outside https://a.example"],
  ],
  [
    "a link without quotes",
    { ...good, emailMessage: "<a HREF = https://evil.example?c={####}>" },
    { ...code, origin: "https://a.example" },
    ["email has the code in an address outside https://a.example"],
  ],
  [
    "a link in the text",
    { ...good, emailMessage: "go to //evil.example/{####} now" },
    { ...code, origin: "https://a.example" },
    ["email has the code in an address outside https://a.example"],
  ],
  [
    "a javascript: link",
    { ...good, emailMessage: '{####} <a href="javascript:alert(1)">' },
    code,
    ["email has an address that is neither https nor mailto"],
  ],
  [
    "a tel: link that contains a URL",
    { ...good, emailMessage: '{####} <a href="tel:+1;https://www.example.com">' },
    code,
    ["email has an address that is neither https nor mailto"],
  ],
  [
    "an ftp: link",
    { ...good, emailMessage: '{####} <a href="ftp://files.example/">' },
    { ...code, origin: "https://a.example" },
    ["email has an address that is neither https nor mailto"],
  ],
  [
    "the code in a tel: link",
    { ...good, emailMessage: '<a href="tel:{####}">' },
    code,
    ["email has the code in an address, where it must not be", "email has an address that is neither https nor mailto"],
  ],
  ["the code after a word and a colon", { ...good, emailMessage: "<p>Code №7:{####}</p>" }, code, []],
  [
    "an http: link",
    { ...good, emailMessage: '{####} <a href="http://www.example.com">' },
    code,
    ["email has an address that is neither https nor mailto"],
  ],
  [
    "a link to local pages",
    { ...good, emailMessage: '<a href="http://localhost:3000/en#{####}">' },
    { ...code, origin: "http://localhost:3000" },
    [],
  ],
] as const)("%s", (_, message, expected, found) => {
  expect(checkMail(message, expected)).toEqual(found);
});

it.each([
  ["Example: {####}", undefined, []],
  [`{####}${"x".repeat(134)}`, undefined, []],
  [`{####}${"x".repeat(135)}`, undefined, ["sms has 141 characters, Cognito takes 1 to 140"]],
  ["no code here", undefined, ["sms lacks the code placeholder"]],
  ["{username}: {####}", "{username}", []],
  ["for you: {####}", "{username}", ["sms lacks the user name placeholder"]],
])("SMS %j", (sms, userName, found) => {
  expect(checkSms(sms, { code: "{####}", ...(userName && { userName }) })).toEqual(found);
});

it("detects a character in an SMS that Cognito rejects", () => {
  expect(checkSms("{####}\u00a0", { code: "{####}" })).toEqual([
    "sms has U+00A0, which Cognito refuses: write it as an HTML entity or remove it",
  ]);
});

it.each([
  ["https://a.example/#{####}", 3, 4],
  ["https://a.example/", 3, 1],
  [undefined, 3, 1],
])("the link %s in %i copies gives %i codes", (link, links, codes) => {
  expect(countCodes(link, "{####}", links)).toBe(codes);
});
