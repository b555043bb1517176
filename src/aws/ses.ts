import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import type { SendOutcome } from "../rules/mail/outbox.ts";
import { automaticMailHeaders } from "./automatic-mail-headers.ts";
import { createClientSettings } from "./clients.ts";

export type OutgoingMail = {
  id: string;
  kind: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  from?: string;
  replyTo?: string;
};

type Sender = { from: string; configurationSet: string; stage: string };

/** SES without retries: SendEmail has no idempotency token, so a retry could send a mail twice. The outbox retries. */
export const openSes = (region: string): SESv2Client =>
  new SESv2Client(createClientSettings(region, 1, { connectionTimeout: 1_000, requestTimeout: 5_000 }));

/** The SendEmail input for one mail, with the headers and tags for auto-responders, filters and the event stream. */
export const sendEmailInput = (
  { id, kind, to, subject, html, text, from, replyTo }: OutgoingMail,
  { from: stageSender, configurationSet, stage }: Sender,
): SendEmailCommandInput => ({
  FromEmailAddress: from ?? stageSender,
  ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
  Destination: { ToAddresses: [to] },
  ConfigurationSetName: configurationSet,
  EmailTags: [
    { Name: "outbox", Value: id },
    { Name: "kind", Value: kind },
    { Name: "stage", Value: stage },
  ],
  Content: {
    Simple: {
      Subject: { Data: subject, Charset: "UTF-8" },
      Body: { Html: { Data: html, Charset: "UTF-8" }, Text: { Data: text, Charset: "UTF-8" } },
      Headers: automaticMailHeaders,
    },
  },
});

/** Sends one mail and resolves with the result; never rejects. */
export const sendMail =
  (client: SESv2Client, sender: Sender) =>
  async (mail: OutgoingMail): Promise<SendOutcome> => {
    try {
      const { MessageId } = await client.send(new SendEmailCommand(sendEmailInput(mail, sender)));
      return { result: "sent", messageId: MessageId ?? "" };
    } catch (error) {
      return outcomeOf(error);
    }
  };

/**
 * Errors about this one mail are final; errors about the account (paused, throttled) may pass. MessageRejected is not
 * final, because SES also uses it for a sender that is not verified.
 * https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
const finalErrors = new Set(["BadRequestException"]);
/** A gateway got no answer from SES, which may have accepted the mail. */
const unansweredStatuses = new Set([502, 504]);
/** The connection failed, so nothing was sent. */
const connectionErrors = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export const outcomeOf = (error: unknown): SendOutcome => {
  const {
    name = "Error",
    code,
    message = "",
    $metadata,
  } = (error ?? {}) as {
    name?: string;
    code?: string;
    message?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const reason = code ?? name;
  // A response that breaks off already has its status. With a 2xx status, SES has accepted the mail.
  const status = $metadata?.httpStatusCode ?? 0;
  if (status >= 300 && !unansweredStatuses.has(status))
    return { result: finalErrors.has(name) ? "impossible" : "refused", reason };
  const neverLeft =
    connectionErrors.has(code ?? "") ||
    name === "CredentialsProviderError" ||
    message.includes("did not establish a connection");
  return { result: neverLeft ? "refused" : "unknown", reason };
};
