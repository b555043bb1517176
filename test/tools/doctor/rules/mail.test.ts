import { mailRules } from "../../../../tools/doctor/rules/mail.ts";
import { edit, ofStatement } from "../changes.ts";
import { judge, withCode } from "../judge.ts";

/** A condition on the sender, which includes that of the brand in the bundle. */
const from = (...values: unknown[]) => ({ "ses:FromAddress": [...values, "ada@mail.good.internal"] });
const own = "no-reply@mail.good.internal";
const setCondition = (condition: unknown) => ofStatement("SendMail", "ses:SendEmail", { Condition: condition });
const setMailFrom = (value: unknown) => edit("SendMailLambdaFunction", "Environment.Variables.MAIL_FROM", value);
const brand = (sender: string) => ({ SendMail: `brands:{two:{sender:${sender}}}` });

judge(mailRules, {
  faults: {
    "mail-from-any": {
      "any address of the identity": setCondition(undefined),
      "raw mails from any address": ofStatement("SendMail", "ses:SendEmail", {
        Action: ["ses:SendRawEmail"],
        Condition: undefined,
      }),
      "any address, by a pattern": setCondition({ StringLike: { "ses:FromAddress": "*@a.com" } }),
      "all addresses but one": setCondition({ StringNotEquals: { "ses:FromAddress": "ceo@a.com" } }),
      "any address to some recipients": setCondition({ StringLike: { "ses:Recipients": "*@a.com" } }),
      "any mail without an address": setCondition({ StringEqualsIfExists: from(own) }),
    },
    "mail-from": {
      "a sender that the condition lacks": setMailFrom("Else <else@mail.good.internal>"),
      "a configuration set alone": ofStatement("SendMail", "ses:SendEmail", {
        Resource: "arn:aws:ses:x:1:configuration-set/x",
      }),
      "a condition with a display name": setCondition({ StringEquals: from(`Good <${own}>`) }),
      "a condition in capitals": setCondition({ StringEquals: from(own.toUpperCase()) }),
      "a pattern of other addresses": setCondition({ StringLike: from("no-reply?@*") }),
      "a pattern with a dot": setCondition({ StringLike: from("no-reply@mail.good.intern.l") }),
      "two conditions, one of which fails": setCondition({
        StringEquals: from(own),
        StringLike: { "SES:fromaddress": "news@*" },
      }),
      "a brand's sender": withCode(brand('"B <b@good.internal>"')),
      "a brand's sender in single quotes": withCode(brand(`'"B, Ltd" <b@good.internal>'`)),
      "a brand's sender with a quote in its name": withCode(brand('"\\"B\\" <b@good.internal>"')),
      "a brand's sender in a template": withCode(brand("`b@good.internal`")),
    },
    "mail-placeholder": {
      "a placeholder as the sender": setMailFrom("Else <else@mail.example.net>"),
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
    "another address that is allowed": setMailFrom("Ada <ada@mail.good.internal>"),
    "an address in another case": setCondition({ StringEqualsIgnoreCase: from("No-Reply@mail.good.internal") }),
    "an address by a pattern": setCondition({ StringLike: from("no-*@mail.good.internal") }),
    "an address by the second of two patterns": setCondition({ StringLike: from("x", "n?-reply@*") }),
    "a condition known only at deployment": setCondition({ StringEquals: { "ses:FromAddress": { Ref: "From" } } }),
    "a sender known only at deployment": setMailFrom({ Ref: "From" }),
    "text that is not a brand's sender": withCode({ SendMail: 'sender:"nobody",senders:"c@c.dev"' }),
    "a configuration set by reference": edit("SendMailLambdaFunction", "Environment.Variables.MAIL_CONFIGURATION_SET", {
      Ref: "MailConfigurationSet",
    }),
  },
});
