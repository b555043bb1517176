import { expect, it } from "@jest/globals";
import { makeMails } from "../../../tools/mails/specimens.ts";
import { checkMessages, findSpecimenProblems } from "../../../tools/mails/worst-case.ts";
import { suiteWith } from "../../support/suite.ts";

it("finds no problems in the suite's own mails in the worst case", () => {
  expect(() => checkMessages(suiteWith())).not.toThrow();
});

it.each([
  [
    "a name that makes an SMS too long",
    { name: "x".repeat(60) },
    /CustomMessage_ForgotPassword\/en\/default: sms: sms has \d+ characters/,
  ],
  [
    "a website that makes a mail too long",
    { website: `https://www.example.com/${"x".repeat(9_000)}` },
    /CustomMessage_AdminCreateUser\/en\/default: rich: email has \d+ characters/,
  ],
  ["an address that Cognito refuses in plain text", { support: "help\u200d@example.com" }, undefined],
])("checks %s", (_, changes, problem) => {
  const suite = suiteWith({ brands: { default: { ...suiteWith().brands.default, ...changes } }, appClients: {} });
  if (problem) expect(() => checkMessages(suite)).toThrow(problem);
  else expect(() => checkMessages(suite)).not.toThrow();
});

it("keeps a margin to Cognito's limit", () => {
  const [specimen] = makeMails(suiteWith());
  expect(specimen && findSpecimenProblems({ ...specimen, text: "", html: "x".repeat(18_001) })).toEqual([
    expect.stringContaining("has 18001 characters of HTML"),
  ]);
});

it("reports words that an unclosed tag swallows", () => {
  const [specimen] = makeMails(suiteWith());
  const html = specimen?.html.replace("Thank you for signing up for Example", "") ?? "";
  expect(specimen && findSpecimenProblems({ ...specimen, html })).toEqual([
    expect.stringContaining('its HTML lacks "'),
  ]);
});
