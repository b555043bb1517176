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

/** Reasons why Cognito would not send this response. */
const findBreaches = (
  { emailSubject, emailMessage, smsMessage }: CustomMessageEvent["response"],
  expected: Contract,
) => [
  ...checkMail({ emailSubject: emailSubject ?? "", emailMessage: emailMessage ?? "" }, expected),
  ...(smsMessage == null ? [] : checkSms(smsMessage, expected)),
];

const listHrefs = (html: string) =>
  Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) =>
    (href ?? "").replaceAll("&#x3D;", "=").replaceAll("&amp;", "&"),
  );

const findLink = (html: string) => listHrefs(html).find((href) => href.startsWith("https://accounts.example.com"));

const sources = eventNames.filter((name) => name.startsWith("CustomMessage"));
const sub = "8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10";
const client = "4u3ef0exampleclient000000";

describe.each(languageTags)("in %s", (locale) => {
  it.each(sources)("%s returns messages that Cognito accepts", async (name) => {
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
    expect(emailMessage.split("{####}")).toHaveLength(findLink(emailMessage) ? 5 : 2);
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
  expect(findLink((await answer(name)).emailMessage)).toBe(link);
});

it("shows the link as text that users can copy", async () => {
  const { emailMessage } = await answer("CustomMessage_SignUp");
  expect(emailMessage).toMatch(
    new RegExp(`>\\s*https://accounts\\.example\\.com/en/confirm#${client}/${sub}/\\{####\\}\\s*<`),
  );
});

it("links to the app if the settings have links.origin", async () => {
  const { emailMessage } = await answer(
    "CustomMessage_SignUp",
    {},
    suiteWith({ links: { origin: "https://app.example.org" } }),
  );
  expect(listHrefs(emailMessage)).toContain(`https://app.example.org/en/confirm#${client}/${sub}/{####}`);
});

it("has no link in an administrator's reset, which has no app client", async () => {
  const { emailMessage } = await answer("CustomMessage_ForgotPassword", { clientId: "CLIENT_ID_NOT_APPLICABLE" });
  expect(findLink(emailMessage)).toBeUndefined();
  expect(emailMessage.split("{####}")).toHaveLength(2);
});

it("puts the temporary password into no URL", async () => {
  const { emailMessage } = await answer("CustomMessage_AdminCreateUser");
  expect(listHrefs(emailMessage).filter((href) => href.includes("{####}"))).toEqual([]);
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
  ["the settings", { userAttributes: { locale: undefined }, request: { clientMetadata: null } }, "en"],
])("uses the language of %s", async (_, changes, language) => {
  expect((await answer("CustomMessage_SignUp", changes)).emailMessage).toContain(`lang="${language}"`);
});

it.each([
  ["omits the name in a sign-up, even if the address is verified", "CustomMessage_SignUp", "true", false],
  ["greets by name for a new password if the address is verified", "CustomMessage_ForgotPassword", "true", true],
  ["omits the name for a new password if the address is not verified", "CustomMessage_ForgotPassword", "false", false],
  ["omits the name with a sign-in code if the address is not verified", "CustomMessage_Authentication", "false", false],
  ["greets invited users by the name that the administrator entered", "CustomMessage_AdminCreateUser", "false", true],
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
])("sends a user named %j the same mail as a user without a name", async (given_name) => {
  const hostile = await answer("CustomMessage_ForgotPassword", { userAttributes: { given_name } });
  const nameless = await answer("CustomMessage_ForgotPassword", { userAttributes: { given_name: undefined } });
  expect(hostile).toEqual(nameless);
});

it("uses the code placeholder of the event", async () => {
  const { emailMessage } = await answer("CustomMessage_SignUp", { request: { codeParameter: "{######}" } });
  expect(emailMessage.split("{######}")).toHaveLength(5);
});

it.each([
  ["compact", ["rich"], 3_000],
  ["plain", ["rich", "compact"], 9_900],
  ["Cognito's own message", ["rich", "compact", "plain"], 20_000],
])("falls back to %s if the larger versions are too long", async (_, refused, length) => {
  const website = `https://www.example.com/${"x".repeat(length)}`;
  const suite = suiteWith({ brands: { default: { ...suiteWith().brands.default, website } } });
  const { emailMessage, reports } = await answer("CustomMessage_AdminCreateUser", {}, suite);
  expect(reports.map(([, facts]) => facts?.["version"])).toEqual(refused);
  expect(emailMessage.includes("{####}")).toBe(refused.length < 3);
});

it("leaves an SMS that is too long to Cognito, and keeps the mail", async () => {
  const brand = { ...suiteWith().brands.default, name: "x".repeat(60) };
  const { smsMessage, emailMessage, reports } = await answer(
    "CustomMessage_ForgotPassword",
    {},
    suiteWith({ brands: { default: brand } }),
  );
  expect([smsMessage, emailMessage.includes("{####}")]).toEqual([null, true]);
  expect(reports).toMatchObject([["message not acceptable", { version: "sms" }]]);
});

it("keeps Cognito's own message if there is no code", async () => {
  const event = sampleEvent<CustomMessageEvent>("CustomMessage_AdminCreateUser", { request: { codeParameter: null } });
  const handler = createHandler({
    suite: suiteWith(),
    pagesUrl: "https://accounts.example.com",
    report: collectReports(),
  });
  await expect(handler(event, noHurry)).resolves.toBe(event);
});

it("rejects a message without its code", () => {
  const message = { emailSubject: "Your code", emailMessage: "<p>none</p>" };
  expect(findBreaches(message, { code: "{####}" })).toContainEqual(
    expect.stringContaining("email lacks the code placeholder"),
  );
});
