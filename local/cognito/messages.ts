import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { awsClient } from "../settings.ts";
import { type Caller, codeParameter, customMessage, userAttributes, usernameParameter } from "./events.ts";
import type { Delivery, MessageSource, Services } from "./library.ts";
import { type CustomMessage, readCustomMessage } from "./message-limits.ts";
import { currentRequest } from "./requests.ts";
import { invalidResponse, type RunTrigger } from "./run-trigger.ts";

type Send = (delivery: Delivery, message: { subject: string; text: string; html?: boolean }) => Promise<void>;

/** What Cognito sends when neither a trigger nor the pool says otherwise. */
const defaultText = (source: MessageSource): { subject: string; text: string } => {
  if (source === "AdminCreateUser")
    return {
      subject: "Your temporary password",
      text: `Your username is ${usernameParameter} and temporary password is ${codeParameter}.`,
    };
  if (source === "Authentication")
    return { subject: "Your authentication code", text: `Your authentication code is ${codeParameter}` };
  return { subject: "Your verification code", text: `Your verification code is ${codeParameter}` };
};

/** A function as replacement, because a password may hold `$&`. */
const fill = (text: string, code: string, userName: string): string =>
  text.replaceAll(codeParameter, () => code).replaceAll(usernameParameter, () => userName);

/** Sends through SES, as a pool with EmailSendingAccount DEVELOPER does; SMS come to the same inbox. */
export const createSend = (endpoint: string, from: string): Send => {
  const client = new SESv2Client({ ...awsClient, endpoint });
  return async ({ DeliveryMedium, Destination }, { subject, text, html }) => {
    const sms = DeliveryMedium === "SMS";
    const Data = { Data: text, Charset: "UTF-8" };
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [sms ? `${Destination}@sms.localhost` : Destination] },
        Content: {
          Simple: {
            Subject: { Data: sms ? `SMS to ${Destination}` : subject, Charset: "UTF-8" },
            // Cognito marks every mail as HTML, its own default texts too.
            Body: sms || !html ? { Text: Data } : { Html: Data },
          },
        },
      }),
    );
  };
};

/** The client of an access token, unverified: the caller is this machine's own. */
const clientOf = (token: unknown): string | null => {
  try {
    return JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString()).client_id ?? null;
  } catch {
    return null;
  }
};

const compose = (source: MessageSource, { DeliveryMedium }: Delivery, custom: CustomMessage) => {
  const { subject, text } = defaultText(source);
  if (DeliveryMedium === "SMS") return { subject, text: custom.smsMessage ?? text };
  return { subject: custom.emailSubject ?? subject, text: custom.emailMessage ?? text, html: true };
};

/** Asks the custom message trigger for the words, puts code and user name in, and sends. */
export const createMessages = (runTrigger: RunTrigger, send: Send): Services["messages"] => ({
  deliver: async (_context, source, clientId, userPoolId, user, code, clientMetadata, delivery) => {
    // A user whom the pre sign-up trigger confirmed gets no code.
    if (source === "SignUp" && user.UserStatus === "CONFIRMED") return;
    const caller: Caller = {
      userPoolId,
      userName: user.Username,
      clientId: clientId ?? clientOf(currentRequest()["AccessToken"]),
      clientMetadata,
    };
    const response = await runTrigger(
      "CustomMessage",
      customMessage(`CustomMessage_${source}`, caller, userAttributes(user)),
    );
    const read = readCustomMessage(response, source);
    if ("breach" in read) throw invalidResponse("CustomMessage", read.breach);
    const { text, ...rest } = compose(source, delivery, read.message);
    await send(delivery, {
      ...rest,
      text: fill(text, code, user.Username),
      subject: fill(rest.subject, code, user.Username),
    });
  },
});
