import { mailRules } from "../../../../tools/doctor/rules/mail.ts";
import { edit, ofStatement } from "../changes.ts";
import { judge, packaged } from "../judge.ts";

/** Good's own sender, beside which a brand in its bundle has ada@mail.good.internal. */
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
      "mails to some, from anywhere": only({ StringLike: { "ses:Recipients": "*@a.com" } }),
      "mails where no address is told": only({ StringEqualsIfExists: from(own) }),
    },
    "mail-from": {
      "a sender that the condition does not have": mailFrom("Else <else@mail.good.internal>"),
      "a configuration set alone": ofStatement("SendMail", "ses:SendEmail", {
        Resource: "arn:aws:ses:x:1:configuration-set/x",
      }),
      "a condition with a display name": only({ StringEquals: from(`Good <${own}>`) }),
      "a condition in capitals": only({ StringEquals: from(own.toUpperCase()) }),
      "a pattern of other addresses": only({ StringLike: from("no-reply?@*") }),
      "a pattern with a point": only({ StringLike: from("no-reply@mail.good.intern.l") }),
      "two conditions, of which one holds": only({
        StringEquals: from(own),
        StringLike: { "SES:fromaddress": "news@*" },
      }),
      "a brand's sender": packaged(brand('"B <b@good.internal>"')),
      "a brand's sender in single quotes": packaged(brand(`'"B, Ltd" <b@good.internal>'`)),
      "a brand's sender with a quote in its name": packaged(brand('"\\"B\\" <b@good.internal>"')),
      "a brand's sender in a template": packaged(brand("`b@good.internal`")),
    },
    "mail-placeholder": {
      "a sender out of an example": mailFrom("Else <else@mail.example.net>"),
    },
    "configuration-set-name": {
      "a configuration set of another name": edit("MailConfigurationSet", "Name", "mails-2"),
      "mails that name another one": edit(
        "SendMailLambdaFunction",
        "Environment.Variables.MAIL_CONFIGURATION_SET",
        "mine",
      ),
      "a rule that waits for another one": edit("Bounced", "EventPattern.detail.mail.tags", {
        "ses:configuration-set": ["mine"],
      }),
      "a role that may use another one": ofStatement("SendMail", "ses:SendEmail", {
        Resource: ["arn:aws:ses:x:1:identity/a", "arn:aws:ses:x:1:configuration-set/mine"],
      }),
    },
  },
  right: {
    "an address that is not in a list": mailFrom("Ada <ada@mail.good.internal>"),
    "whatever its case": only({ StringEqualsIgnoreCase: from("No-Reply@mail.good.internal") }),
    "by a pattern": only({ StringLike: from("no-*@mail.good.internal") }),
    "by the other of two patterns": only({ StringLike: from("x", "n?-reply@*") }),
    "a condition that only the deployment knows": only({ StringEquals: { "ses:FromAddress": { Ref: "From" } } }),
    "a sender that only the deployment knows": mailFrom({ Ref: "From" }),
    "what is not a brand's sender": packaged({ SendMail: 'sender:"nobody",senders:"c@c.dev"' }),
    "a configuration set by reference": edit("SendMailLambdaFunction", "Environment.Variables.MAIL_CONFIGURATION_SET", {
      Ref: "MailConfigurationSet",
    }),
  },
});
