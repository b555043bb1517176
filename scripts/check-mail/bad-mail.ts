import type { Mail } from "./mail.ts";

/** A mail for the controls of the gates; what it does not name is nothing. */
export const badMail = (changes: Partial<Mail>): Mail => ({
  id: "bad control",
  source: "CustomMessage_SignUp",
  mail: "confirm-sign-up",
  language: "en",
  brand: "default",
  sentBy: "Cognito",
  subject: "",
  html: "",
  text: "",
  sms: null,
  problems: [],
  worst: false,
  ...changes,
});
