import type { Context } from "aws-lambda";
import type { CognitoEvent } from "./cognito-event.ts";
import { readOptional } from "./config.ts";
import { withDeadline } from "./deadline.ts";
import { Refusal } from "./errors.ts";
import { describeError, logger, reportError } from "./logger.ts";

export type TriggerOptions = {
  /** In milliseconds; below Cognito's own 5 s, after which it may call the trigger again. */
  deadline: number;
  /**
   * What happens if the work fails: `refuse` shows the user a general message; `carry-on` returns the event unchanged,
   * which is Cognito's default behaviour. A Refusal is shown in both cases.
   */
  whenItBreaks: "refuse" | "carry-on";
};

/** The only pool that may call, if the stage names it. A forged event of another pool is refused before any work. */
const ownPool = readOptional("USER_POOL_ID");

/** Handles one event before `signal` aborts, and resolves with the event to return to Cognito. */
export type HandleEvent<Event> = (event: Event, signal: AbortSignal) => Promise<Event>;

/** What users see if a trigger that must refuse fails. */
export const tryAgainMessage = "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.";

/** What callers from any other pool see. */
export const otherPoolMessage = "[OTHER-POOL] This pool is not served here.";

/**
 * What all five triggers share: log keys, deadline and failure handling. Cognito shows the text of an error to the
 * user, so only the text of a Refusal leaves the trigger.
 */
export const createTrigger =
  <Event extends CognitoEvent>(
    handle: HandleEvent<Event>,
    { deadline, whenItBreaks }: TriggerOptions,
    userPoolId = ownPool,
  ) =>
  async (event: Event, context?: Context): Promise<Event> => {
    logger.resetKeys();
    logger.appendKeys({
      requestId: context?.awsRequestId,
      triggerSource: event.triggerSource,
      userPoolId: event.userPoolId,
      clientId: event.callerContext?.clientId,
    });
    try {
      if (userPoolId !== undefined && event.userPoolId !== userPoolId) throw new Refusal(otherPoolMessage);
      return await withDeadline(deadline, (signal) => handle(event, signal));
    } catch (error) {
      if (error instanceof Refusal) {
        logger.info("refused", { reason: error.message.match(/^\[[A-Z-]+\]/)?.[0] });
        throw error;
      }
      reportError("trigger failed", { whenItBreaks, error: describeError(error) });
      if (whenItBreaks === "refuse") throw new Refusal(tryAgainMessage);
      return event;
    }
  };
