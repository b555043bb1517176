import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { awsClient } from "../settings.ts";
import { type Caller, codeParameter, newCustomMessageEvent, readUserAttributes, usernameParameter } from "./events.ts";
import type { Delivery, MessageSource, Services } from "./library.ts";
import { type CustomMessage, readCustomMessage } from "./message-limits.ts";
import { getCurrentRequest } from "./requests.ts";
import { newInvalidResponseError, type RunTrigger } from "./run-trigger.ts";

type Send = (delivery: Delivery, message: { subject: string; text: string; html?: boolean }) => Promise<void>;

/** Cognito's default message. */
const getDefaultText = (source: MessageSource): { subject: string; text: string } => {
  if (source === "AdminCreateUser")
    return {
      subject: "Your temporary password",
      text: `Your username is ${usernameParameter} and temporary password is ${codeParameter}.`,
    };
  if (source === "Authentication")
    return { subject: "Your authentication code", text: `Your authentication code is ${codeParameter}` };
  return { subject: "Your verification code", text: `Your verification code is ${codeParameter}` };
};

/** The replacement is a function because a password may contain `$&`. */
const fill = (text: string, code: string, userName: string): string =>
  text.replaceAll(codeParameter, () => code).replaceAll(usernameParameter, () => userName);

/** Sends through SES, as a pool with EmailSendingAccount DEVELOPER. SMS messages go to the same inbox. */
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
            // Cognito marks every mail as HTML, including its default texts.
            Body: sms || !html ? { Text: Data } : { Html: Data },
          },
        },
      }),
    );
  };
};

/** The client ID in an access token, without verification: callers are local. */
const readClientId = (token: unknown): string | null => {
  try {
    return JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString()).client_id ?? null;
  } catch {
    return null;
  }
};

const compose = (source: MessageSource, { DeliveryMedium }: Delivery, custom: CustomMessage) => {
  const { subject, text } = getDefaultText(source);
  if (DeliveryMedium === "SMS") return { subject, text: custom.smsMessage ?? text };
  return { subject: custom.emailSubject ?? subject, text: custom.emailMessage ?? text, html: true };
};

/** Gets the text from the custom message trigger, fills in code and user name, and sends the message. */
export const createMessages = (runTrigger: RunTrigger, send: Send): Services["messages"] => ({
  deliver: async (_context, source, clientId, userPoolId, user, code, clientMetadata, delivery) => {
    // A user who was confirmed by the pre sign-up trigger gets no code.
    if (source === "SignUp" && user.UserStatus === "CONFIRMED") return;
    const caller: Caller = {
      userPoolId,
      userName: user.Username,
      clientId: clientId ?? readClientId(getCurrentRequest()["AccessToken"]),
      clientMetadata,
    };
    const response = await runTrigger(
      "CustomMessage",
      newCustomMessageEvent(`CustomMessage_${source}`, caller, readUserAttributes(user)),
    );
    const read = readCustomMessage(response, source);
    if ("breach" in read) throw newInvalidResponseError("CustomMessage", read.breach);
    const { text, ...rest } = compose(source, delivery, read.message);
    await send(delivery, {
      ...rest,
      text: fill(text, code, user.Username),
      subject: fill(rest.subject, code, user.Username),
    });
  },
});
