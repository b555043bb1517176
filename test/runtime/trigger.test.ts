import { expect, it } from "@jest/globals";
import { Refusal } from "../../src/runtime/errors.ts";
import { createTrigger, otherPoolMessage, tryAgainMessage } from "../../src/runtime/trigger.ts";
import { sampleEvent } from "../support/events.ts";

const event = sampleEvent("PostAuthentication_Authentication");
const hang = (_: unknown, signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
const ignoreSignal = () => new Promise<never>(() => undefined);
const fail = async () => {
  throw new Error("ada@example.com has no row");
};
const refuse = async () => {
  throw new Refusal("[SU-DOMAIN] No.");
};

it.each([
  ["an error", fail],
  ["work that hangs", hang],
  ["work that ignores its signal", ignoreSignal],
])("returns the unchanged event after %s", async (_, work) => {
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "carry-on" });
  await expect(handler(event)).resolves.toBe(event);
});

it.each([
  ["an error", fail],
  ["work that hangs", hang],
])("refuses with a general message after %s", async (_, work) => {
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "refuse" });
  await expect(handler(event)).rejects.toThrow(new Refusal(tryAgainMessage));
});

it.each(["carry-on", "refuse"] as const)("shows a refusal's own message with the rule %s", async (whenItBreaks) => {
  const handler = createTrigger<typeof event>(refuse, { deadline: 20, whenItBreaks });
  await expect(handler(event)).rejects.toThrow("[SU-DOMAIN] No.");
});

it.each([
  ["accepts an event of its own pool", event.userPoolId, "done"],
  ["accepts an event of any pool if none is set", undefined, "done"],
  ["refuses an event of another pool", "eu-west-1_Forged", otherPoolMessage],
])("%s", async (_, userPoolId, result) => {
  let calls = 0;
  const work = async (received: typeof event) => {
    calls += 1;
    return received;
  };
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "carry-on" }, userPoolId);
  const answer = await handler(event).then(
    () => "done",
    ({ message }: Error) => message,
  );
  expect([answer, calls]).toEqual([result, result === "done" ? 1 : 0]);
});

it("returns the result of the work", async () => {
  const handler = createTrigger<typeof event>(async (received) => ({ ...received, response: { done: true } }), {
    deadline: 20,
    whenItBreaks: "carry-on",
  });
  await expect(handler(event)).resolves.toEqual({ ...event, response: { done: true } });
});
