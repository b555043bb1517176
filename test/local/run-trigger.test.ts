import { describe, expect, it } from "@jest/globals";
import { createRunTrigger } from "../../local/cognito/run-trigger.ts";
import type { Invoke } from "../../local/functions.ts";

const run = (invoke: Invoke) => createRunTrigger(invoke)("PreSignUp", {});

describe("calling a trigger", () => {
  it.each([
    ["No disposable addresses.", "PreSignUp failed with error No disposable addresses.."],
    ["[CLOSED] Not now", "PreSignUp failed with error [CLOSED] Not now."],
  ])("passes on the error: %s", async (error, message) => {
    await expect(run(async () => ({ error }))).rejects.toMatchObject({
      code: "UserLambdaValidationException",
      message,
    });
  });

  it.each([null, "text", [], {}, { response: null }, { response: [] }])(
    "rejects a response of the wrong shape: %j",
    async (payload) => {
      await expect(run(async () => ({ payload }))).rejects.toMatchObject({ code: "InvalidLambdaResponseException" });
    },
  );

  it.each([
    ["a timeout", async () => ({ error: "[504] - Lambda timeout." })],
    ["no endpoint", async () => Promise.reject(new Error("connect ECONNREFUSED"))],
  ] as [string, Invoke][])("reports %s as an unexpected error", async (_name, invoke) => {
    await expect(run(invoke)).rejects.toMatchObject({ code: "UnexpectedLambdaException" });
  });

  it("returns the response", async () => {
    await expect(run(async () => ({ payload: { response: { autoConfirmUser: true } } }))).resolves.toEqual({
      autoConfirmUser: true,
    });
  });
});
