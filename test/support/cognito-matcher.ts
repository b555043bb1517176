import { expect } from "@jest/globals";
import { type Contract, checkMail, checkSms } from "../../src/rules/mail/message-contract.ts";

type Response = { emailSubject?: string | null; emailMessage?: string | null; smsMessage?: string | null };

declare module "expect" {
  interface Matchers<R> {
    /** Whether Cognito would send this response unchanged. A failure names every breach. */
    toBeAcceptedByCognito(expected: Contract): R;
  }
}

expect.extend({
  toBeAcceptedByCognito(received: unknown, expected: Contract) {
    const { emailSubject, emailMessage, smsMessage } = received as Response;
    const found = [
      ...checkMail({ emailSubject: emailSubject ?? "", emailMessage: emailMessage ?? "" }, expected),
      ...(smsMessage == null ? [] : checkSms(smsMessage, expected)),
    ];
    return {
      pass: found.length === 0,
      message: () =>
        found.length === 0
          ? "Cognito would accept this message"
          : `Cognito would not accept this:\n${found.join("\n")}`,
    };
  },
});
