import { expect, it } from "@jest/globals";
import { Refusal } from "../../src/runtime/errors.ts";
import { createTrigger, otherPoolMessage, tryAgainMessage } from "../../src/runtime/trigger.ts";
import { sampleEvent } from "../support/events.ts";

const event = sampleEvent("PostAuthentication_Authentication");
const hang = (_: unknown, signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
const deaf = () => new Promise<never>(() => undefined);
const fail = async () => {
  throw new Error("ada@example.com has no row");
};
const refuse = async () => {
  throw new Refusal("[SU-DOMAIN] No.");
};

it.each([
  ["an error", fail],
  ["work that hangs", hang],
  ["work that does not even stop", deaf],
])("carries on after %s, with the event as it came", async (_, work) => {
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "carry-on" });
  await expect(handler(event)).resolves.toBe(event);
});

it.each([
  ["an error", fail],
  ["work that hangs", hang],
])("refuses in general words after %s", async (_, work) => {
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "refuse" });
  await expect(handler(event)).rejects.toThrow(new Refusal(tryAgainMessage));
});

it.each(["carry-on", "refuse"] as const)("shows a refusal's own words where the rule is %s", async (whenItBreaks) => {
  const handler = createTrigger<typeof event>(refuse, { deadline: 20, whenItBreaks });
  await expect(handler(event)).rejects.toThrow("[SU-DOMAIN] No.");
});

it.each([
  ["its own", event.userPoolId, "done"],
  ["any, where none is named", undefined, "done"],
  ["another", "eu-west-1_Forged", otherPoolMessage],
])("serves %s pool", async (_, userPoolId, result) => {
  let calls = 0;
  const work = async (came: typeof event) => {
    calls += 1;
    return came;
  };
  const handler = createTrigger<typeof event>(work, { deadline: 20, whenItBreaks: "carry-on" }, userPoolId);
  const answer = await handler(event).then(
    () => "done",
    ({ message }: Error) => message,
  );
  expect([answer, calls]).toEqual([result, result === "done" ? 1 : 0]);
});

it("answers with what the work made", async () => {
  const handler = createTrigger<typeof event>(async (came) => ({ ...came, response: { done: true } }), {
    deadline: 20,
    whenItBreaks: "carry-on",
  });
  await expect(handler(event)).resolves.toEqual({ ...event, response: { done: true } });
});
