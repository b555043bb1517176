import { createHandler } from "../../src/handlers/pre-signup.ts";
import type { PreSignUpEvent } from "../../src/runtime/cognito-event.ts";
import type { SignUp } from "../../src/settings/sign-up.ts";
import { noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";
import { measureBest } from "./measure.ts";

/** Everything that a suite can require. */
const everything: SignUp = {
  allowedDomains: Array.from({ length: 500 }, (_, index) => `a${index}.bücher.example`),
  deniedDomains: Array.from({ length: 500 }, (_, index) => `d${index}.example`),
  disposableDomains: "refused",
  subAddresses: "refused",
  invitationOnly: true,
  captcha: {
    provider: "turnstile",
    secret: { parameter: "/suite/captcha" },
    hostnames: ["www.example.com"],
    whenDown: "let-in",
  },
  requiredAttributes: ["name", "birthdate"],
  minimumAge: 1,
  terms: { version: "2" },
  perAddressAndHour: 5,
  perDomainAndHour: 1,
};
const disposable = Array.from({ length: 9_000 }, (_, index) => `x${index}.example`).join("\n");

const handler = createHandler({
  suite: suiteWith({ signUp: everything }),
  disposable: () => disposable,
  verifyCaptcha: async () => "person",
  readInvitation: async () => ({ expiresAt: 1_001 }),
  count: async () => true,
  report: () => undefined,
  now: () => 1_000_000,
});

/** The longest text that Cognito allows. */
const long = (letter: string) => letter.repeat(2_048 / letter.length);

const addresses = (letter: string) => [
  long(letter),
  `ada@${long(letter)}`,
  `${long(letter)}@example.com`,
  `a@${letter.repeat(80)}.a0.bücher.example`,
];

const eventOf = (letter: string, email: string) => {
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`custom:a${index}`, long(letter)]));
  return sampleEvent<PreSignUpEvent>("PreSignUp_SignUp", {
    userAttributes: { ...many, email, name: long(letter), birthdate: long(letter), locale: long(letter) },
    request: {
      validationData: many,
      clientMetadata: { ...many, captcha: long(letter), locale: long(letter), role: "admin" },
    },
  });
};

/** Milliseconds for the worst sign-up that Cognito accepts, with all requirements. */
export const measureWorstSignUp = async (): Promise<Record<string, number>> => {
  let worst = 0;
  for (const letter of ["a", ".", "@", "+", "a.", "ü.", " ", "\u0000", "ﷺ", "👩", "_-"])
    for (const email of addresses(letter)) {
      const event = eventOf(letter, email);
      worst = Math.max(worst, await measureBest(() => handler(event, noHurry).catch(() => undefined), 5));
    }
  return { "a sign-up with all requirements": worst };
};
