import { badMail } from "./bad-mail.ts";
import type { Gate } from "./gate.ts";
import type { Mail } from "./mail.ts";
import { wireFormat } from "./mime.ts";
import { hasSpamAssassin, openSpamDaemon, type Verdict } from "./spam-daemon.ts";

/** MIME_HTML_ONLY is worth 0.1, and Cognito sends no text part. */
export const mostPoints = { Cognito: 0.1, "the suite": 0 } as const;

/** What is said of anything that a mail server would put aside. */
const controlPoints = 5;

const faults = ({ sentBy }: Mail, { score, rules }: Verdict) => {
  const reasons = rules.filter(({ points }) => points > 0).map(({ points, rule }) => `${rule} ${points}`);
  return [
    ...(score > mostPoints[sentBy]
      ? [{ rule: "score", text: `${score}, at most ${mostPoints[sentBy]} is good: ${reasons.join(", ")}` }]
      : []),
    ...(score > controlPoints ? [{ rule: "spam", text: `${score} points, more than ${controlPoints}` }] : []),
  ];
};

/** SpamAssassin with the rules that come with it, without network, DKIM or a sender's reputation. */
export const spam: Gate = {
  name: "SpamAssassin",
  worst: false,
  sees: ({ sentBy, subject, html, text }) => [sentBy, subject, html, sentBy === "Cognito" ? "" : text].join("\n"),
  lacks: () => (hasSpamAssassin ? undefined : "SpamAssassin is not installed (apt-get install spamassassin spamd)"),
  open: async () => {
    const daemon = await openSpamDaemon();
    return { check: async (mail) => faults(mail, await daemon.judge(await wireFormat(mail))), close: daemon.close };
  },
  controls: () => [
    {
      rules: ["score", "spam"],
      mail: badMail({
        subject: "URGENT: You WON $5,000,000!!! Claim your FREE cash prize NOW",
        html: '<html><body bgcolor="#ffffff"><font color="#ffffff" size="1">xq zvw kjh</font><h1><font color="#ff0000">CONGRATULATIONS!!! YOU ARE A WINNER!!!</font></h1><p>Dear Friend, I am a barrister with a next of kin inheritance of USD 5,000,000.00 (five million United States dollars) in a bank. This is 100% risk free and confidential. Buy cheap Viagra and Cialis online, no prescription. Lose weight fast. Act now! Click below. Send your bank account number.</p><a href="http://192.0.2.7/claim.exe?id=1">https://www.paypal.com/signin</a><form action="http://192.0.2.7/"><input type="password" name="pin"></form></body></html>',
      }),
    },
  ],
};
