import suite from "../../suite.config.ts";
import type { CustomMessageEvent } from "../cognito-event.ts";
import { readEnvironment } from "../config.ts";
import { errorFacts, type Report, report } from "../logger.ts";
import { greetingName } from "../rules/greeting-name.ts";
import { type Choice, messageChoice } from "../rules/message-choice.ts";
import { codesIn, mailBreaches, smsBreaches } from "../rules/message-contract.ts";
import { brandOf, readerOf } from "../rules/reader.ts";
import { verificationLink } from "../rules/verification-link.ts";
import type { Suite } from "../settings.ts";
import { codeMails } from "../templates/code-mails.ts";
import { languages } from "../templates/languages.ts";
import { compact, linksIn, plain, renderMail, renderSms, type View } from "../templates/render.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = { suite: Suite; pagesUrl: string; report: Report };

/**
 * The mail and SMS for a code, in the reader's brand and language. It never throws: a mail that Cognito would refuse is
 * replaced by a smaller one, and at last by Cognito's own, because a person without a code is a person locked out.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export const createHandler =
  ({ suite, pagesUrl, report }: Dependencies): Handle<CustomMessageEvent> =>
  async (event) => {
    const choice = messageChoice(event.triggerSource);
    const { codeParameter, usernameParameter } = event.request;
    // Whoever is invited without a password gets no code: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
    if (!choice || !codeParameter) return event;
    const view = viewOf({ suite, pagesUrl }, event, choice, codeParameter);
    const response = acceptedMessage({
      template: codeMails[choice.mail],
      view,
      code: codeParameter,
      userName: usernameParameter,
      report,
    });
    return response ? { ...event, response } : event;
  };

const viewOf = (
  { suite, pagesUrl }: Pick<Dependencies, "suite" | "pagesUrl">,
  { callerContext: { clientId }, userName, request }: CustomMessageEvent,
  { page, greets, mail }: Choice,
  code: string,
): View => {
  const reader = readerOf(suite, { ...request, clientId });
  const brand = brandOf(suite, reader.brand);
  const origin = suite.links.origin ?? pagesUrl;
  return {
    words: languages[reader.language],
    language: reader.language,
    brand,
    code,
    name: greets ? greetingName(request.userAttributes) : undefined,
    userName: request.usernameParameter ?? undefined,
    link: page
      ? verificationLink({ origin, page, clientId, userName, code, language: reader.language })
      : mail === "invitation"
        ? brand.website
        : undefined,
    days: suite.temporaryPasswordDays,
  };
};

type Template = (typeof codeMails)[keyof typeof codeMails];

/** From the richest to the barest, each made only when the one before was not accepted. */
const versions = [
  ["rich", renderMail],
  ["compact", compact],
  ["plain", plain],
] as const;

type Facts = { template: Template; view: View; code: string; userName: string | null | undefined; report: Report };

const acceptedMessage = (facts: Facts): CustomMessageEvent["response"] | undefined => {
  const { template, view, code, userName, report } = facts;
  for (const [version, render] of versions) {
    try {
      const { subject, html } = render(template, view);
      const mail = { emailSubject: subject, emailMessage: html };
      const found = mailBreaches(mail, {
        code,
        codes: codesIn(view.link, code, linksIn[version]),
        ...(userName && { userName }),
      });
      if (found.length === 0) return { ...mail, smsMessage: acceptedSms(facts) };
      report("message not acceptable", { mail: template.name, version, breaches: found });
    } catch (error) {
      report("message not rendered", { mail: template.name, version, error: errorFacts(error) });
    }
  }
  return undefined;
};

/** Null for a mail that is never sent as SMS, or whose SMS would be refused: then Cognito sends its own. */
const acceptedSms = ({ template, view, code, userName, report }: Facts): string | null => {
  const sms = renderSms(template, view);
  if (sms === undefined) return null;
  const found = smsBreaches(sms, { code, ...(userName && { userName }) });
  if (found.length === 0) return sms;
  report("message not acceptable", { mail: template.name, version: "sms", breaches: found });
  return null;
};

const environment = readEnvironment(["PAGES_URL"]);

export const handler = trigger(createHandler({ suite, pagesUrl: environment.PAGES_URL, report }), {
  deadline: 1_000,
  whenItBreaks: "carry-on",
});
