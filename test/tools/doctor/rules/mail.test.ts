import { mailRules } from "../../../../tools/doctor/rules/mail.ts";
import { edit, ofStatement } from "../changes.ts";
import { judge, withCode } from "../judge.ts";

/** A condition on the sender, which includes that of the brand in the bundle. */
const from = (...values: unknown[]) => ({ "ses:FromAddress": [...values, "ada@mail.good.internal"] });
const own = "no-reply@mail.good.internal";
const only = (condition: unknown) => ofStatement("SendMail", "ses:SendEmail", { Condition: condition });
const mailFrom = (value: unknown) => edit("SendMailLambdaFunction", "Environment.Variables.MAIL_FROM", value);
const brand = (sender: string) => ({ SendMail: `brands:{two:{sender:${sender}}}` });

judge(mailRules, {
  faults: {
    "mail-from-any": {
      "any address of the identity": only(undefined),
      "raw mails from any address": ofStatement("SendMail", "ses:SendEmail", {
        Action: ["ses:SendRawEmail"],
        Condition: undefined,
      }),
      "any address, by a pattern": only({ StringLike: { "ses:FromAddress": "*@a.com" } }),
      "all addresses but one": only({ StringNotEquals: { "ses:FromAddress": "ceo@a.com" } }),
      "any address to some recipients": only({ StringLike: { "ses:Recipients": "*@a.com" } }),
      "any mail without an address": only({ StringEqualsIfExists: from(own) }),
    },
    "mail-from": {
      "a sender that the condition lacks": mailFrom("Else <else@mail.good.internal>"),
      "a configuration set alone": ofStatement("SendMail", "ses:SendEmail", {
        Resource: "arn:aws:ses:x:1:configuration-set/x",
      }),
      "a condition with a display name": only({ StringEquals: from(`Good <${own}>`) }),
      "a condition in capitals": only({ StringEquals: from(own.toUpperCase()) }),
      "a pattern of other addresses": only({ StringLike: from("no-reply?@*") }),
      "a pattern with a dot": only({ StringLike: from("no-reply@mail.good.intern.l") }),
      "two conditions, one of which fails": only({
        StringEquals: from(own),
        StringLike: { "SES:fromaddress": "news@*" },
      }),
      "a brand's sender": withCode(brand('"B <b@good.internal>"')),
      "a brand's sender in single quotes": withCode(brand(`'"B, Ltd" <b@good.internal>'`)),
      "a brand's sender with a quote in its name": withCode(brand('"\\"B\\" <b@good.internal>"')),
      "a brand's sender in a template": withCode(brand("`b@good.internal`")),
    },
    "mail-placeholder": {
      "a placeholder as the sender": mailFrom("Else <else@mail.example.net>"),
    },
    "configuration-set-name": {
      "a configuration set with another name": edit("MailConfigurationSet", "Name", "mails-2"),
      "mails with another configuration set": edit(
        "SendMailLambdaFunction",
        "Environment.Variables.MAIL_CONFIGURATION_SET",
        "mine",
      ),
      "a rule for another configuration set": edit("Bounced", "EventPattern.detail.mail.tags", {
        "ses:configuration-set": ["mine"],
      }),
      "a role for another configuration set": ofStatement("SendMail", "ses:SendEmail", {
        Resource: ["arn:aws:ses:x:1:identity/a", "arn:aws:ses:x:1:configuration-set/mine"],
      }),
    },
  },
  right: {
    "another address that is allowed": mailFrom("Ada <ada@mail.good.internal>"),
    "an address in another case": only({ StringEqualsIgnoreCase: from("No-Reply@mail.good.internal") }),
    "an address by a pattern": only({ StringLike: from("no-*@mail.good.internal") }),
    "an address by the second of two patterns": only({ StringLike: from("x", "n?-reply@*") }),
    "a condition known only at deployment": only({ StringEquals: { "ses:FromAddress": { Ref: "From" } } }),
    "a sender known only at deployment": mailFrom({ Ref: "From" }),
    "text that is not a brand's sender": withCode({ SendMail: 'sender:"nobody",senders:"c@c.dev"' }),
    "a configuration set by reference": edit("SendMailLambdaFunction", "Environment.Variables.MAIL_CONFIGURATION_SET", {
      Ref: "MailConfigurationSet",
    }),
  },
});
