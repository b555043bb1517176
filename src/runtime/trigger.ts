import type { Context } from "aws-lambda";
import type { CognitoEvent } from "./cognito-event.ts";
import { readOptional } from "./config.ts";
import { withDeadline } from "./deadline.ts";
import { Refusal } from "./errors.ts";
import { describeError, logger, reportError } from "./logger.ts";

export type TriggerOptions = {
  /** Milliseconds; below Cognito's own 5 s, after which it may call the trigger again. */
  deadline: number;
  /**
   * What becomes of the person when the work fails: `refuse` shows them a general text, `carry-on` hands the event back
   * as it came, which is Cognito's default behaviour. A Refusal is shown either way.
   */
  whenItBreaks: "refuse" | "carry-on";
};

/** The pool that may call, where the stage names it: a forged event of another one is refused before anything is done. */
const ownPool = readOptional("USER_POOL_ID");

/** Handles one event before `signal` aborts; answers with the event to return to Cognito. */
export type HandleEvent<Event> = (event: Event, signal: AbortSignal) => Promise<Event>;

/** What a person reads when a trigger that must refuse has failed. */
export const tryAgainMessage = "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.";

/** What a caller reads who is not the suite's own pool. */
export const otherPoolMessage = "[OTHER-POOL] This pool is not served here.";

/**
 * What all five triggers share: log keys, deadline, and the rule for failures. Cognito puts the text of an error before
 * the person, so only a Refusal's text leaves here.
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
