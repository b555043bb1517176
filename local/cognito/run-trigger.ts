import { isObject } from "../../schema/is-object.ts";
import { type SuiteTrigger, suiteTriggers } from "../../src/runtime/trigger-names.ts";
import type { Invoke } from "../functions.ts";
import { CognitoError } from "./cognito-error.ts";

export type RunTrigger = (trigger: SuiteTrigger, event: object) => Promise<Record<string, unknown>>;

/** Milliseconds. Cognito's timeout is fixed. */
const timeout = 5000;

export const newInvalidResponseError = (trigger: SuiteTrigger, reason: string): Error =>
  new CognitoError("InvalidLambdaResponseException", `${trigger} invocation failed: ${reason}`);

const newUnexpectedError = (trigger: SuiteTrigger, reason: string): Error =>
  new CognitoError("UnexpectedLambdaException", `${trigger} invocation failed due to error ${reason}.`);

/**
 * Runs a trigger and returns its `response`. Fails in the same three ways as Cognito.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const createRunTrigger =
  (invoke: Invoke): RunTrigger =>
  async (trigger, event) => {
    const signal = AbortSignal.timeout(timeout);
    const answer = await invoke(suiteTriggers[trigger], event, signal).catch((error: Error) => {
      throw newUnexpectedError(
        trigger,
        signal.aborted ? "Socket timeout while invoking Lambda function" : error.message,
      );
    });
    if ("error" in answer) {
      // The endpoint's error for a function that exceeds its timeout in serverless.yml.
      if (answer.error.includes("Lambda timeout")) throw newUnexpectedError(trigger, "Task timed out");
      throw new CognitoError("UserLambdaValidationException", `${trigger} failed with error ${answer.error}.`);
    }
    if (!isObject(answer.payload) || !isObject(answer.payload["response"]))
      throw newInvalidResponseError(trigger, "Unrecognizable lambda output");
    return answer.payload["response"];
  };
