import { type SuiteTrigger, suiteTriggers } from "../../infra/trigger-names.ts";
import type { Invoke } from "../functions.ts";
import { CognitoError } from "./cognito-error.ts";

export type RunTrigger = (trigger: SuiteTrigger, event: object) => Promise<Record<string, unknown>>;

/** Cognito waits no longer, and nobody can make it. */
const patience = 5000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const invalidResponse = (trigger: SuiteTrigger, reason: string): Error =>
  new CognitoError("InvalidLambdaResponseException", `${trigger} invocation failed: ${reason}`);

const unexpected = (trigger: SuiteTrigger, reason: string): Error =>
  new CognitoError("UnexpectedLambdaException", `${trigger} invocation failed due to error ${reason}.`);

/**
 * Runs a trigger and answers with its `response`, with Cognito's three ways to fail.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const createRunTrigger =
  (invoke: Invoke): RunTrigger =>
  async (trigger, event) => {
    const signal = AbortSignal.timeout(patience);
    const answer = await invoke(suiteTriggers[trigger], event, signal).catch((error: Error) => {
      throw unexpected(trigger, signal.aborted ? "Socket timeout while invoking Lambda function" : error.message);
    });
    if ("error" in answer) {
      // The endpoint's own word for a function that ran longer than serverless.yml allows.
      if (answer.error.includes("Lambda timeout")) throw unexpected(trigger, "Task timed out");
      throw new CognitoError("UserLambdaValidationException", `${trigger} failed with error ${answer.error}.`);
    }
    if (!isObject(answer.payload) || !isObject(answer.payload["response"]))
      throw invalidResponse(trigger, "Unrecognizable lambda output");
    return answer.payload["response"];
  };
