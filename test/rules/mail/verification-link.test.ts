import { expect, it } from "@jest/globals";
import { createResetLink, createVerificationLink } from "../../../src/rules/mail/verification-link.ts";

const facts = {
  origin: "https://a.example",
  language: "en",
  page: "confirm",
  brand: "default",
  clientId: "c1",
  userName: "u1",
  code: "{####}",
} as const;

it.each([
  ["a client and a user", {}, "https://a.example/en/confirm#c1/u1/{####}"],
  ["another brand", { brand: "northwind" }, "https://a.example/en/confirm/northwind#c1/u1/{####}"],
  ["another page", { page: "reset" }, "https://a.example/en/reset#c1/u1/{####}"],
  [
    "a user name with special characters",
    { userName: "a/b#c {####}é" },
    "https://a.example/en/confirm#c1/a%2Fb%23c%20%7B%23%23%23%23%7D%C3%A9/{####}",
  ],
  ["apostrophes", { userName: "o'neill(x)*" }, "https://a.example/en/confirm#c1/o%27neill%28x%29%2A/{####}"],
  ["a lone surrogate", { userName: "a\ud800" }, "https://a.example/en/confirm#c1/a%EF%BF%BD/{####}"],
  ["a call by an administrator", { clientId: "CLIENT_ID_NOT_APPLICABLE" }, undefined],
  ["no client", { clientId: null }, undefined],
  ["no user name", { userName: null }, undefined],
] as const)("%s", (_, changes, link) => {
  expect(createVerificationLink({ ...facts, ...changes })).toBe(link);
});

it.each([
  ["default", "c1", "https://a.example/en/reset#c1"],
  ["northwind", "c*", "https://a.example/en/reset/northwind#c%2A"],
  ["default", "CLIENT_ID_NOT_APPLICABLE", undefined],
  ["default", null, undefined],
])("the reset link for brand %s and app client %s is %s", (brand, clientId, link) => {
  expect(createResetLink({ origin: "https://a.example", language: "en", brand, clientId })).toBe(link);
});
