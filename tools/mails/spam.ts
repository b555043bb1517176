import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { automaticMailHeaders } from "../../src/aws/automatic-mail-headers.ts";
import type { Fault, Gate } from "./gate.ts";
import { fillPlaceholders, isUsual, type Mail, newBadMail } from "./mail.ts";
import { findSpamDaemon, openSpamDaemon } from "./spam-daemon.ts";

/** MIME_HTML_ONLY is worth 0.1, and Cognito sends no text part. */
const mostPoints = { Cognito: 0.1, "the suite": 0 } as const;

/** Mail servers treat a mail with more points as spam. */
const controlPoints = 5;

// The format of Amazon SES, which also sends Cognito's mails.
const newMessageId = () =>
  `<0100019${Date.now().toString(16)}-8a0e2c4e-5b7d-4c1f-9e36-2f6d1b7a9c10-000000@email.amazonses.com>`;

/** Cognito's mails have HTML only, the suite's own also a text part. */
const composeMime = ({ sentBy, subject, html, text }: Mail): Promise<Buffer> =>
  new MailComposer({
    from: sentBy === "Cognito" ? "no-reply@verificationemail.com" : "Example <no-reply@example.com>",
    to: "ada@reader.example",
    subject,
    date: new Date(),
    messageId: newMessageId(),
    textEncoding: "quoted-printable",
    html: fillPlaceholders(html),
    ...(sentBy === "the suite" && {
      text: fillPlaceholders(text),
      headers: automaticMailHeaders.map(({ Name: key, Value: value }) => ({ key, value })),
    }),
  })
    .compile()
    .build();

/** SpamAssassin with its default rules, without network, DKIM or sender reputation. */
export const spam: Gate = {
  name: "SpamAssassin",
  title: "Spam",
  takes: isUsual,
  sees: ({ sentBy, subject, html, text }) => [sentBy, subject, html, sentBy === "Cognito" ? "" : text].join("\n"),
  lacks: (environment) =>
    findSpamDaemon(environment) ? undefined : "SpamAssassin is not installed (apt-get install spamassassin spamd)",
  open: async (environment) => {
    const daemon = await openSpamDaemon(environment);
    return {
      check: async (mail) => {
        const { score, rules } = await daemon.judge(await composeMime(mail));
        const most = mostPoints[mail.sentBy];
        const reasons = rules.filter(({ points }) => points > 0).map(({ points, rule }) => `${rule} ${points}`);
        const faults: Fault[] = [];
        if (score > most)
          faults.push({ rule: "score", text: `${score}, must be at most ${most}: ${reasons.join(", ")}` });
        if (score > controlPoints) faults.push({ rule: "spam", text: `${score} points, more than ${controlPoints}` });
        return { faults, note: `score ${score}, at most ${most}` };
      },
      close: daemon.close,
    };
  },
  controls: [
    {
      rules: ["score", "spam"],
      mail: newBadMail({
        subject: "URGENT: You WON $5,000,000!!! Claim your FREE cash prize NOW",
        html: '<html><body bgcolor="#ffffff"><font color="#ffffff" size="1">xq zvw kjh</font><h1><font color="#ff0000">CONGRATULATIONS!!! YOU ARE A WINNER!!!</font></h1><p>Dear Friend, I am a barrister with a next of kin inheritance of USD 5,000,000.00 (five million United States dollars) in a bank. This is 100% risk free and confidential. Buy cheap Viagra and Cialis online, no prescription. Lose weight fast. Act now! Click below. Send your bank account number.</p><a href="http://192.0.2.7/claim.exe?id=1">https://www.paypal.com/signin</a><form action="http://192.0.2.7/"><input type="password" name="pin"></form></body></html>',
      }),
    },
  ],
};
