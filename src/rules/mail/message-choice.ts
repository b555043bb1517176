import type { Attributes } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";
import type { LinkPage } from "./verification-link.ts";

type CodeMail = "confirm-sign-up" | "reset-password" | "invitation" | "confirm-change" | "sign-in-code";

type MessageChoice = {
  mail: CodeMail;
  /** The page that can use the code. An address change and a sign-in need the signed-in session, so they have none. */
  page?: LinkPage;
  /** Whether the mail may greet by name: `always` if staff wrote the name, `proven` if the address is verified. */
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

/** The trigger sources with a mail, in the order in which a user meets them. */
export const messageSources: readonly string[] = Object.keys(choices);

/** Undefined for an unknown trigger source. */
export const chooseMessage = (triggerSource: string): MessageChoice | undefined =>
  Object.hasOwn(choices, triggerSource) ? choices[triggerSource] : undefined;

/** Whether this mail may greet by name, so that nobody can send their text to a stranger through our sender. */
export const mayGreet = (
  { greets }: Pick<MessageChoice, "greets">,
  attributes: Attributes | null | undefined,
): boolean => greets === "always" || (greets === "proven" && readAttribute(attributes, "email_verified") === "true");
