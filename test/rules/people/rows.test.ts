import { describe, expect, it } from "@jest/globals";
import {
  createNewSignInRows,
  createProfileRows,
  createSignInRows,
  type ProfileFact,
  withOwedMailFrom,
} from "../../../src/rules/people/rows.ts";
import { suiteWith } from "../../support/suite.ts";

const at = Date.UTC(2026, 0, 2, 3, 4, 5);
const suite = suiteWith({ profile: { attributes: ["custom:team"] } });
const userAttributes = {
  sub: "s",
  email: "ada@example.com",
  email_verified: "true",
  locale: "de",
  "custom:team": "blue",
};
const person = { sub: "s", userName: "u", clientId: "c", userAttributes };

describe("createProfileRows", () => {
  it.each<[ProfileFact, object, string | undefined]>([
    ["signed-up", { createdAt: at, confirmedAt: at }, "OUTBOX#welcome"],
    [
      "password-changed",
      { createdAt: at, latestEmail: "ada@example.com" },
      "OUTBOX#password-changed#2026-01-02T03:04:00Z",
    ],
    ["mfa-on", { createdAt: at, latestEmail: "ada@example.com" }, "OUTBOX#mfa-on#2026-01-02T03:04:00Z"],
    ["mfa-off", { createdAt: at, latestEmail: "ada@example.com" }, "OUTBOX#mfa-off#2026-01-02T03:04:00Z"],
    ["seen", { createdAt: at }, undefined],
  ])("for %s writes %j and owes %s", (fact, own, sk) => {
    const { sub, profile, owed } = createProfileRows(fact, person, at, suite);
    expect(sub).toBe("s");
    expect(profile).toEqual({
      userName: "u",
      email: "ada@example.com",
      emailVerified: true,
      locale: "de",
      provider: "Cognito",
      clientId: "c",
      attributes: { "custom:team": "blue" },
      ...own,
    });
    expect(owed?.mail.sk).toBe(sk);
  });

  it.each<[string, object, object]>([
    ["the user's language", {}, { brand: "default", language: "de" }],
    ["the caller's language", { clientMetadata: { locale: "fr" } }, { brand: "default", language: "fr" }],
    ["the app client's brand", { clientId: "web" }, { brand: "shop", language: "de" }],
  ])("uses %s", (_, changes, reader) => {
    const shops = suiteWith({ appClients: { web: { brand: "shop" } } });
    expect(createProfileRows("signed-up", { ...person, ...changes }, at, shops).owed?.mail).toMatchObject(reader);
  });
});

describe("a sign-in", () => {
  it("owes no mail", () => {
    expect(createSignInRows(person, at, suite)).toEqual({
      signIn: expect.objectContaining({ pk: "USER#s", sk: "SIGNIN#2026-01-02T03:04:00Z#c", newDevice: false }),
    });
  });

  it.each([
    [undefined, "PostAuthentication_Authentication"],
    ["TokenGeneration_HostedAuth", "TokenGeneration_HostedAuth"],
  ])("with the source %s has the source %s", (source, written) => {
    expect(createSignInRows({ ...person, ...(source && { source }) }, at, suite).signIn.source).toBe(written);
  });

  it.each([
    ["true", true],
    ["false", false],
    [undefined, false],
  ])("from a new device with email_verified %p owes a mail: %p", (email_verified, isOwed) => {
    const userAttributes = { ...person.userAttributes, email_verified };
    const { signIn, owed } = createNewSignInRows({ ...person, userAttributes }, at, suite);
    expect(signIn).toMatchObject({ sk: "SIGNIN#2026-01-02T03:04:00Z#c", newDevice: true });
    expect(owed?.mail.sk).toBe(isOwed ? "OUTBOX#new-sign-in#2026-01-02T03:04:00Z#c" : undefined);
  });
});

describe("withOwedMailFrom", () => {
  const now = at + 86_400_000;

  it("changes when the mail is due, but not its content", () => {
    const rows = createProfileRows("mfa-on", person, at, suite);
    expect(withOwedMailFrom(rows, now)).toEqual({
      ...rows,
      owed: { ...rows.owed, mail: { ...rows.owed?.mail, createdAt: now, dueAt: now } },
    });
  });

  it("returns rows without a mail unchanged", () => {
    const rows = createProfileRows("seen", person, at, suite);
    expect(withOwedMailFrom(rows, now)).toBe(rows);
  });
});
