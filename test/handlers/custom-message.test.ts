import { describe, expect, it } from "@jest/globals";
import { createHandler } from "../../src/handlers/custom-message.ts";
import { type Contract, checkMail, checkSms } from "../../src/rules/mail/message-contract.ts";
import type { CustomMessageEvent } from "../../src/runtime/cognito-event.ts";
import { languageTags } from "../../src/templates/compiled/words/tags.ts";
import { collectReports, noHurry } from "../support/collect.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const answer = async (name: string, changes = {}, suite = suiteWith()) => {
  const report = collectReports();
  const event = sampleEvent<CustomMessageEvent>(name, changes);
  const { response } = await createHandler({ suite, pagesUrl: "https://accounts.example.com", report })(event, noHurry);
  return { ...response, reports: report.calls, emailMessage: response.emailMessage ?? "" };
};

/** Why Cognito would not send this response unchanged. */
const findBreaches = (
  { emailSubject, emailMessage, smsMessage }: CustomMessageEvent["response"],
  expected: Contract,
) => [
  ...checkMail({ emailSubject: emailSubject ?? "", emailMessage: emailMessage ?? "" }, expected),
  ...(smsMessage == null ? [] : checkSms(smsMessage, expected)),
];

const hrefs = (html: string) =>
  Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) =>
    (href ?? "").replaceAll("&#x3D;", "=").replaceAll("&amp;", "&"),
  );

const linkOf = (html: string) => hrefs(html).find((href) => href.startsWith("https://accounts.example.com"));

const sources = eventNames.filter((name) => name.startsWith("CustomMessage"));
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";
const client = "4u3ef0exampleclient000000";

describe.each(languageTags)("in %s", (locale) => {
  it.each(sources)("%s gives what Cognito accepts", async (name) => {
    const { reports, ...response } = await answer(name, {
      userAttributes: { locale },
      request: { clientMetadata: null },
    });
    const { emailMessage, smsMessage } = response;
    expect(reports).toEqual([]);
    const expected = {
      code: "{####}",
      origin: "https://accounts.example.com",
      ...(name === "CustomMessage_AdminCreateUser" && { userName: "{username}" }),
    };
    expect(findBreaches(response, expected)).toEqual([]);
    expect(emailMessage.split("{####}")).toHaveLength(linkOf(emailMessage) ? 5 : 2);
    expect(smsMessage).toContain("{####}");
    expect(emailMessage).toContain(`lang="${locale}"`);
  });
});

it.each([
  ["CustomMessage_SignUp", `https://accounts.example.com/en/confirm#${client}/${sub}/{####}`],
  ["CustomMessage_ResendCode", `https://accounts.example.com/en/confirm#${client}/${sub}/{####}`],
  ["CustomMessage_ForgotPassword", `https://accounts.example.com/en/reset#${client}/${sub}/{####}`],
  ["CustomMessage_AdminCreateUser", undefined],
  ["CustomMessage_UpdateUserAttribute", undefined],
  ["CustomMessage_VerifyUserAttribute", undefined],
  ["CustomMessage_Authentication", undefined],
])("%s links to %s", async (name, link) => {
  expect(linkOf((await answer(name)).emailMessage)).toBe(link);
});

it("shows the link as text, so that it can be copied", async () => {
  const { emailMessage } = await answer("CustomMessage_SignUp");
  expect(emailMessage).toMatch(
    new RegExp(`>\\s*https://accounts\\.example\\.com/en/confirm#${client}/${sub}/\\{####\\}\\s*<`),
  );
});

it("leads to the user's own app where settings say so", async () => {
  const { emailMessage } = await answer(
    "CustomMessage_SignUp",
    {},
    suiteWith({ links: { origin: "https://app.example.org" } }),
  );
  expect(hrefs(emailMessage)).toContain(`https://app.example.org/en/confirm#${client}/${sub}/{####}`);
});

it("gives no link for an administrator's reset, which has no app client", async () => {
  const { emailMessage } = await answer("CustomMessage_ForgotPassword", { clientId: "CLIENT_ID_NOT_APPLICABLE" });
  expect(linkOf(emailMessage)).toBeUndefined();
  expect(emailMessage.split("{####}")).toHaveLength(2);
});

it("puts no temporary password into any address", async () => {
  const { emailMessage } = await answer("CustomMessage_AdminCreateUser");
  expect(hrefs(emailMessage).filter((href) => href.includes("{####}"))).toEqual([]);
});

it.each([
  ["clientMetadata", { request: { clientMetadata: { locale: "de-AT" } } }, "de"],
  ["the user's locale", { userAttributes: { locale: "de" }, request: { clientMetadata: null } }, "de"],
  [
    "custom:locale",
    { userAttributes: { locale: undefined, "custom:locale": "de" }, request: { clientMetadata: null } },
    "de",
  ],
  [
    "metadata before the user's locale",
    { userAttributes: { locale: "de" }, request: { clientMetadata: { locale: "en" } } },
    "en",
  ],
  ["nobody", { userAttributes: { locale: undefined }, request: { clientMetadata: null } }, "en"],
])("speaks the language of %s", async (_, changes, language) => {
  expect((await answer("CustomMessage_SignUp", changes)).emailMessage).toContain(`lang="${language}"`);
});

it.each([
  ["greets nobody by name before the address is proven", "CustomMessage_SignUp", "true", false],
  ["greets by name where the address is known", "CustomMessage_ForgotPassword", "true", true],
  ["nor for a new password, where it is not", "CustomMessage_ForgotPassword", "false", false],
  ["nor with a code to sign in", "CustomMessage_Authentication", "false", false],
  ["greets whom staff invite by the name that staff wrote", "CustomMessage_AdminCreateUser", "false", true],
])("%s", async (_, name, email_verified, greets) => {
  const { emailMessage } = await answer(name, { userAttributes: { given_name: "Zoë", email_verified } });
  expect(emailMessage.includes("Zoë")).toBe(greets);
});

it.each([
  "<a href=x>",
  "{####}",
  "{##Click##}",
  "{username}",
  "www.evil.example",
  "\ud800",
  "'".repeat(2_048),
  { toHTML: "x" },
])("is the same mail for a person called %j", async (given_name) => {
  const hostile = await answer("CustomMessage_ForgotPassword", { userAttributes: { given_name } });
  const nameless = await answer("CustomMessage_ForgotPassword", { userAttributes: { given_name: undefined } });
  expect(hostile).toEqual(nameless);
});

it("uses the placeholder it is given", async () => {
  const { emailMessage } = await answer("CustomMessage_SignUp", { request: { codeParameter: "{######}" } });
  expect(emailMessage.split("{######}")).toHaveLength(5);
});

it.each([
  ["compact", ["rich"], 3_000],
  ["plain", ["rich", "compact"], 9_900],
  ["nothing, and Cognito sends its own", ["rich", "compact", "plain"], 20_000],
])("steps down to %s when what it has is too long", async (_, refused, length) => {
  const website = `https://www.example.com/${"x".repeat(length)}`;
  const suite = suiteWith({ brands: { default: { ...suiteWith().brands.default, website } } });
  const { emailMessage, reports } = await answer("CustomMessage_AdminCreateUser", {}, suite);
  expect(reports.map(([, facts]) => facts?.["version"])).toEqual(refused);
  expect(emailMessage.includes("{####}")).toBe(refused.length < 3);
});

it("leaves an SMS to Cognito that would be too long, and keeps the mail", async () => {
  const brand = { ...suiteWith().brands.default, name: "x".repeat(60) };
  const { smsMessage, emailMessage, reports } = await answer(
    "CustomMessage_ForgotPassword",
    {},
    suiteWith({ brands: { default: brand } }),
  );
  expect([smsMessage, emailMessage.includes("{####}")]).toEqual([null, true]);
  expect(reports).toMatchObject([["message not acceptable", { version: "sms" }]]);
});

it("leaves Cognito's own message when there is no code to send", async () => {
  const event = sampleEvent<CustomMessageEvent>("CustomMessage_AdminCreateUser", { request: { codeParameter: null } });
  const handler = createHandler({
    suite: suiteWith(),
    pagesUrl: "https://accounts.example.com",
    report: collectReports(),
  });
  await expect(handler(event, noHurry)).resolves.toBe(event);
});

it("is no acceptable message without its code", () => {
  const message = { emailSubject: "Your code", emailMessage: "<p>none</p>" };
  expect(findBreaches(message, { code: "{####}" })).toContainEqual(
    expect.stringContaining("email lacks the code placeholder"),
  );
});
