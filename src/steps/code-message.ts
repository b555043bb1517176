import { chooseGreetingName } from "../rules/mail/greeting-name.ts";
import { chooseMessage, mayGreet } from "../rules/mail/message-choice.ts";
import { type Contract, checkMail, checkSms, countCodes } from "../rules/mail/message-contract.ts";
import { brandOf, linkOriginOf, readerOf } from "../rules/mail/reader.ts";
import { createVerificationLink } from "../rules/mail/verification-link.ts";
import type { CustomMessageEvent } from "../runtime/cognito-event.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import type { Suite } from "../settings/suite.ts";
import { codeMails, codeWords } from "../templates/code-mails.ts";
import {
  linkCounts,
  type MailTemplate,
  renderCompact,
  renderMail,
  renderPlain,
  renderSms,
  type View,
} from "../templates/render.ts";

/** A message, and what must be true of it before Cognito sends it. */
type CodeMessage = { template: MailTemplate; view: View; expected: Contract };

/** Undefined for an unknown trigger source, or if there is no code to send. */
export const createCodeMessage = (
  suite: Suite,
  pagesUrl: string,
  event: CustomMessageEvent,
): CodeMessage | undefined => {
  const { callerContext, userName, request } = event;
  const choice = chooseMessage(event.triggerSource);
  const code = request.codeParameter;
  // Users who are invited to sign in without a password get no code.
  if (!choice || !code) return undefined;
  const clientId = callerContext?.clientId;
  const reader = readerOf(suite, { ...request, clientId });
  const brand = brandOf(suite, reader.brand);
  const origin = linkOriginOf(suite, brand, pagesUrl);
  const { page, mail } = choice;
  const link = page && createVerificationLink({ origin, page, clientId, userName, code, ...reader });
  return {
    template: codeMails[mail],
    view: {
      words: codeWords(reader.language),
      language: reader.language,
      brand,
      code,
      name: mayGreet(choice, request.userAttributes) ? chooseGreetingName(request.userAttributes) : undefined,
      userName: request.usernameParameter ?? undefined,
      link: mail === "invitation" ? brand.website : link,
      days: suite.temporaryPasswordDays,
    },
    expected: {
      code,
      ...(link && { origin }),
      ...(request.usernameParameter && { userName: request.usernameParameter }),
    },
  };
};

/** From the richest to the simplest. Each contains the link, and with it the code, a known number of times. */
const renderers = [
  ["rich", renderMail],
  ["compact", renderCompact],
  ["plain", renderPlain],
] as const;

type AcceptedMessage = Required<CustomMessageEvent["response"]> & { version: (typeof renderers)[number][0] };

/** The richest version that Cognito accepts. Undefined if there is none; Cognito then sends its own. */
export const chooseAcceptedMessage = (message: CodeMessage, report: Report): AcceptedMessage | undefined => {
  const { template, view, expected } = message;
  for (const [version, render] of renderers) {
    try {
      const { subject, html } = render(template, view);
      const mail = { emailSubject: subject, emailMessage: html };
      const found = checkMail(mail, {
        ...expected,
        codes: countCodes(view.link, expected.code, linkCounts[version]),
      });
      if (found.length === 0) return { ...mail, smsMessage: renderAcceptedSms(message, report), version };
      report("message not acceptable", { mail: template.name, version, breaches: found });
    } catch (error) {
      report("message not rendered", { mail: template.name, version, error: describeError(error) });
    }
  }
  return undefined;
};

/** Null for a mail that is never sent as an SMS, or if Cognito would reject the SMS. Cognito then sends its own. */
const renderAcceptedSms = ({ template, view, expected }: CodeMessage, report: Report): string | null => {
  const sms = renderSms(template, view);
  if (sms === undefined) return null;
  const found = checkSms(sms, expected);
  if (found.length === 0) return sms;
  report("message not acceptable", { mail: template.name, version: "sms", breaches: found });
  return null;
};
