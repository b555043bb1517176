import type { Attributes } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";
import type { LinkPage } from "./verification-link.ts";

export type CodeMail = "confirm-sign-up" | "reset-password" | "invitation" | "confirm-change" | "sign-in-code";

export type MessageChoice = {
  mail: CodeMail;
  /** The page that can use the code. A changed address and a sign-in need the signed-in session, so they have none. */
  page?: LinkPage;
  /** Whether the mail may greet by name: what staff wrote, or where the address is known to be the person's. */
  greets: "always" | "proven" | "never";
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
const choices: Record<string, MessageChoice> = {
  CustomMessage_SignUp: { mail: "confirm-sign-up", page: "confirm", greets: "never" },
  CustomMessage_ResendCode: { mail: "confirm-sign-up", page: "confirm", greets: "never" },
  CustomMessage_ForgotPassword: { mail: "reset-password", page: "reset", greets: "proven" },
  CustomMessage_AdminCreateUser: { mail: "invitation", greets: "always" },
  CustomMessage_UpdateUserAttribute: { mail: "confirm-change", greets: "never" },
  CustomMessage_VerifyUserAttribute: { mail: "confirm-change", greets: "never" },
  CustomMessage_Authentication: { mail: "sign-in-code", greets: "proven" },
};

/** The trigger sources that this suite has a mail for, in the order in which a user meets them. */
export const messageSources: readonly string[] = Object.keys(choices);

/** The mail for a trigger source; undefined for a source that this suite does not know. */
export const chooseMessage = (triggerSource: string): MessageChoice | undefined =>
  Object.hasOwn(choices, triggerSource) ? choices[triggerSource] : undefined;

/** Whether this mail to this person may greet by name. Nobody mails their text to a stranger through our sender. */
export const mayGreet = (
  { greets }: Pick<MessageChoice, "greets">,
  attributes: Attributes | null | undefined,
): boolean => greets === "always" || (greets === "proven" && readAttribute(attributes, "email_verified") === "true");
