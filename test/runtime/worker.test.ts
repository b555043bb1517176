import { expect, it } from "@jest/globals";
import { createWorker } from "../../src/runtime/worker.ts";
import { collect } from "../support/collect.ts";

const fail = async () => {
  throw Object.assign(new Error("Item ada@example.com is not valid"), { item: { email: "ada@example.com" } });
};

it("rejects so that Lambda retries, without AWS's message", async () => {
  const failure = await createWorker(fail, { failure: "profile not repaired" })({}).catch((error) => error);
  expect(failure).toEqual(new Error("profile not repaired"));
  expect(JSON.stringify({ ...failure, stack: failure.stack, cause: failure.cause })).not.toContain("ada@example.com");
});

it("passes the event on and returns nothing", async () => {
  const handle = collect(async (_event: { fact: string }) => undefined);
  const logKeys = collect(({ fact }: { fact: string }) => ({ fact }));
  await expect(
    createWorker(handle, { failure: "profile not repaired", logKeys })({ fact: "seen" }),
  ).resolves.toBeUndefined();
  expect([handle.calls, logKeys.calls]).toEqual([[[{ fact: "seen" }]], [[{ fact: "seen" }]]]);
});
