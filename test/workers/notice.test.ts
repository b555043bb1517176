import { describe, expect, it } from "@jest/globals";
import type { LeasedMail } from "../../src/aws/outbox.ts";
import { createOwedMail } from "../../src/rules/mail/outbox.ts";
import { type NoticeMail, noticeMails } from "../../src/templates/notice-mails.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import { suiteWith } from "../support/suite.ts";

const profile = {
  userName: "s",
  email: "a@example.com",
  givenName: "Zoë",
  emailVerified: true,
  provider: "Cognito",
  attributes: {},
  createdAt: 0,
};
const lease = (kind: NoticeMail, changes: object = {}): LeasedMail => ({
  ...createOwedMail("s", kind, { brand: "default", language: "en" }, 0, {
    details: { at: "2026-01-02T03:04:05.000Z" },
  }),
  status: "SENDING",
  attempts: 1,
  leaseId: "l",
  ...changes,
});

describe.each(Object.keys(noticeMails) as NoticeMail[])("%s", (kind) => {
  it.each(["en", "de"])("has subject, HTML and text in %s", (language) => {
    const { subject, html, text } = renderNotice(suiteWith(), "https://accounts.example.com")(
      lease(kind, { language }),
      profile,
    );
    expect(subject.length).toBeGreaterThan(5);
    expect(html).toContain(`lang="${language}"`);
    expect(html).toContain("Zoë");
    expect(text).toContain("Zoë");
    expect(text).not.toMatch(/<[a-z]/i);
  });
});

it("omits the name if the address is not verified", () => {
  const { html, text } = renderNotice(suiteWith(), "https://accounts.example.com")(lease("welcome"), {
    ...profile,
    emailVerified: false,
  });
  expect(html + text).not.toContain("Zoë");
});

it("contains the time of a password change", () => {
  expect(renderNotice(suiteWith(), "https://accounts.example.com")(lease("password-changed"), profile).text).toContain(
    "2026",
  );
});

it.each([
  ["language", { language: "xx" }],
  ["brand", { brand: "gone" }],
  ["prototype name", { language: "constructor", brand: "__proto__" }],
])("uses the default for a %s that the settings do not have", (_, changes) => {
  expect(renderNotice(suiteWith(), "https://accounts.example.com")(lease("welcome", changes), profile).html).toContain(
    'lang="en"',
  );
});
