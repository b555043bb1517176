import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { asReceived, type Mail } from "./mail.ts";

// As Amazon SES writes it, which sends Cognito's mails too.
const messageId = () =>
  `<0100019${Date.now().toString(16)}-8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10-000000@email.amazonses.com>`;

/** A mail as it arrives: Cognito's as HTML alone, the suite's own with a text part. */
export const wireFormat = async ({ sentBy, subject, html, text }: Mail): Promise<Buffer> => {
  const composed = new MailComposer({
    from: sentBy === "Cognito" ? "no-reply@verificationemail.com" : "Example <no-reply@example.com>",
    to: "ada@reader.example",
    subject,
    date: new Date(),
    messageId: messageId(),
    textEncoding: "quoted-printable",
    html: asReceived(html),
    ...(sentBy === "the suite" && {
      text: asReceived(text),
      headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    }),
  });
  return composed.compile().build();
};
