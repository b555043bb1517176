import { describe, expect, it } from "@jest/globals";
import { createHandler as customMessage, handler as customMessageHandler } from "../../src/handlers/custom-message.ts";
import {
  createHandler as postAuthentication,
  handler as postAuthenticationHandler,
} from "../../src/handlers/post-authentication.ts";
import {
  createHandler as postConfirmation,
  handler as postConfirmationHandler,
} from "../../src/handlers/post-confirmation.ts";
import { createHandler as preSignup, handler as preSignupHandler } from "../../src/handlers/pre-signup.ts";
import {
  createHandler as preTokenGeneration,
  handler as preTokenGenerationHandler,
} from "../../src/handlers/pre-token-generation.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { type HandleEvent, tryAgainMessage } from "../../src/runtime/trigger.ts";
import { noHurry } from "../support/collect.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const suite = suiteWith();
const doNothing = async () => undefined;
const report = () => undefined;
const now = () => 0;

const handlers: Record<string, HandleEvent<CognitoEvent>> = {
  CustomMessage: customMessage({ suite, pagesUrl: "https://accounts.example.com", report }),
  PreSignUp: preSignup({
    suite,
    disposable: () => "",
    verifyCaptcha: async () => "person",
    readInvitation: doNothing,
    count: async () => true,
    report,
    now,
  }),
  PostConfirmation: postConfirmation({ suite, save: doNothing, join: doNothing, handOver: doNothing, report, now }),
  PostAuthentication: postAuthentication({
    suite,
    save: doNothing,
    handOver: doNothing,
    report,
    now,
  }),
  PreTokenGeneration: preTokenGeneration({
    suite,
    read: doNothing,
    saveProfile: doNothing,
    saveAddress: doNothing,
    saveSignIn: doNothing,
    handOver: doNothing,
    report,
    now,
  }),
};

const handlerOf = (name: string) => handlers[name.split("_")[0] ?? ""] as HandleEvent<CognitoEvent>;

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};

const answering = ["CustomMessage", "PreTokenGeneration"];

describe.each(eventNames)("%s", (name) => {
  it("returns the event, changed only in its response", async () => {
    const event = deepFreeze(sampleEvent(name));
    const { response, ...rest } = await handlerOf(name)(event, noHurry);
    const { response: before, ...unchanged } = event;
    expect(rest).toEqual(unchanged);
    if (answering.includes(name.split("_")[0] ?? "")) expect(response).not.toEqual(before);
    else expect(response).toEqual(before);
  });

  it("is handled even without callerContext", async () => {
    const { callerContext: _, ...event } = sampleEvent(name);
    await expect(handlerOf(name)(event as CognitoEvent, noHurry)).resolves.toMatchObject({ request: event.request });
  });

  it("keeps unknown fields", async () => {
    const event = sampleEvent(name, { newField: { a: 1 }, request: { newField: [null] } });
    await expect(handlerOf(name)(event, noHurry)).resolves.toMatchObject({
      newField: { a: 1 },
      request: { newField: [null] },
    });
  });
});

it.each(Object.keys(handlers))("%s returns an event with an unknown source unchanged", async (trigger) => {
  const event = { ...sampleEvent("PostAuthentication_Authentication"), triggerSource: `${trigger}_NotYetInvented` };
  await expect(handlerOf(trigger)(event, noHurry)).resolves.toBe(event);
});

it.each(Object.keys(handlers))("%s returns an event with the source 'constructor' unchanged", async (trigger) => {
  const event = { ...sampleEvent("PostAuthentication_Authentication"), triggerSource: "constructor" };
  await expect(handlerOf(trigger)(event, noHurry)).resolves.toBe(event);
});

it("has a sample event for every source", () => {
  expect(eventNames).toHaveLength(7 + 3 + 2 + 1 + 3 * 5 + 1);
});

it.each<[name: string, answer: "the event" | "a refusal", handler: (event: never) => Promise<unknown>]>([
  ["CustomMessage_SignUp", "the event", customMessageHandler],
  ["PreSignUp_SignUp", "a refusal", preSignupHandler],
  ["PostConfirmation_ConfirmSignUp", "the event", postConfirmationHandler],
  ["PostAuthentication_Authentication", "the event", postAuthenticationHandler],
  ["PreTokenGeneration_V2_Authentication", "the event", preTokenGenerationHandler],
])("%s, as Lambda loads it, answers an invalid event with %s", async (name, answer, handler) => {
  const event = { ...(sampleEvent(name) as CognitoEvent), request: null } as never;
  const answered = handler(event);
  if (answer === "the event") await expect(answered).resolves.toBe(event);
  else await expect(answered).rejects.toThrow(tryAgainMessage);
});
