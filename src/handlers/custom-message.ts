import suite from "#suite";
import type { CustomMessageEvent } from "../runtime/cognito-event.ts";
import { readEnvironment } from "../runtime/config.ts";
import { type Report, report } from "../runtime/logger.ts";
import { createTrigger, type HandleEvent } from "../runtime/trigger.ts";
import type { Suite } from "../settings/suite.ts";
import { chooseAcceptedMessage, createCodeMessage } from "../steps/code-message.ts";

export type Dependencies = { suite: Suite; pagesUrl: string; report: Report };

/**
 * The mail and SMS for a code, in the user's brand and language. It never throws: a mail that Cognito would reject is
 * replaced by a simpler one, and finally by Cognito's own, because users without a code are locked out.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export const createHandler =
  ({ suite, pagesUrl, report }: Dependencies): HandleEvent<CustomMessageEvent> =>
  async (event) => {
    const message = createCodeMessage(suite, pagesUrl, event);
    const accepted = message && chooseAcceptedMessage(message, report);
    if (!accepted) return event;
    const { emailSubject, emailMessage, smsMessage } = accepted;
    return { ...event, response: { emailSubject, emailMessage, smsMessage } };
  };

const environment = readEnvironment(["PAGES_URL"]);

export const handler = createTrigger(createHandler({ suite, pagesUrl: environment.PAGES_URL, report }), {
  deadline: 1_000,
  whenItBreaks: "carry-on",
});
