import type { LinkPage } from "./verification-link.ts";

export type CodeMail = "confirm-sign-up" | "reset-password" | "invitation" | "confirm-change" | "sign-in-code";

export type Choice = {
  mail: CodeMail;
  /** The page that can use the code. A changed address and a sign-in need the signed-in session, so they have none. */
  page?: LinkPage;
  /** Whether the address is already known to be the person's, so that the mail may greet by name. */
  greets: boolean;
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html */
const choices: Record<string, Choice> = {
  CustomMessage_SignUp: { mail: "confirm-sign-up", page: "confirm", greets: false },
  CustomMessage_ResendCode: { mail: "confirm-sign-up", page: "confirm", greets: false },
  CustomMessage_ForgotPassword: { mail: "reset-password", page: "reset", greets: true },
  CustomMessage_AdminCreateUser: { mail: "invitation", greets: true },
  CustomMessage_UpdateUserAttribute: { mail: "confirm-change", greets: false },
  CustomMessage_VerifyUserAttribute: { mail: "confirm-change", greets: false },
  CustomMessage_Authentication: { mail: "sign-in-code", greets: true },
};

/** The mail for a trigger source; undefined for a source that this suite does not know. */
export const messageChoice = (triggerSource: string): Choice | undefined =>
  Object.hasOwn(choices, triggerSource) ? choices[triggerSource] : undefined;
