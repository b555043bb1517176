import { type Properties, resourcesOf, type Template } from "../../../scripts/doctor/template.ts";
import { allows, edit, type Fault, fault, found, lambda, ofStatement, pool } from "../changes.ts";

const mailer = ({ properties }: { properties: Properties }) =>
  JSON.stringify(properties["Environment"]).includes('"MAIL_FROM"');
const tellsFrom = (value: unknown) => edit(lambda, "Environment.Variables.MAIL_FROM", value, mailer);

/** The statement that lets somebody send as an identity. */
const sends = (statement: Properties) =>
  allows("ses:SendEmail")(statement) && JSON.stringify(statement["Resource"]).includes(":identity/");
const only = (condition: Properties) => ofStatement(sends, { Condition: condition });

/** The address of the template's own sender. */
const senderOf = (template: Template): string => {
  const one = found("mailer", resourcesOf(template, lambda).find(mailer));
  const { Variables } = one.properties["Environment"] as { Variables: { MAIL_FROM: string } };
  return found("address", /<(.+)>/.exec(Variables.MAIL_FROM)?.[1]);
};

export const mailSenderFaults: readonly Fault[] = [
  fault("mail-from-any", "mails from any address of the identity", ofStatement(sends, { Condition: undefined })),
  fault(
    "mail-from-any",
    "raw mails from any address of the identity",
    ofStatement(sends, { Action: ["ses:SendRawEmail"], Condition: undefined }),
  ),
  fault(
    "mail-from-any",
    "mails from any address, by a pattern",
    only({ StringLike: { "ses:FromAddress": "*@a.com" } }),
  ),
  fault(
    "mail-from-any",
    "mails from all addresses but one",
    only({ StringNotEquals: { "ses:FromAddress": "ceo@a.com" } }),
  ),
  fault("mail-from-any", "mails to some, from anywhere", only({ StringLike: { "ses:Recipients": "*@a.com" } })),
  fault("mail-from-any", "mails where no address is told", (template) =>
    only({ StringEqualsIfExists: { "ses:FromAddress": senderOf(template) } })(template),
  ),
  fault("mail-from", "a sender that the condition does not have", tellsFrom("Else <else@mail.example.com>")),
  fault("mail-from", "a condition with a display name", (template) =>
    only({ StringEquals: { "ses:FromAddress": `Example <${senderOf(template)}>` } })(template),
  ),
  fault("mail-from", "a condition in capitals", (template) =>
    only({ StringEquals: { "ses:FromAddress": senderOf(template).toUpperCase() } })(template),
  ),
  fault("mail-from", "a pattern of other addresses", only({ StringLike: { "ses:FromAddress": "no-reply?@*" } })),
  fault("mail-from", "two conditions, of which one holds", (template) =>
    only({
      StringEquals: { "ses:FromAddress": senderOf(template) },
      StringLike: { "SES:fromaddress": "news@*" },
    })(template),
  ),
  fault("mail-placeholder", "a function's sender out of an example", tellsFrom("Else <else@mail.example.net>")),
  fault(
    "mail-placeholder",
    "Cognito's sender out of an example",
    edit(pool, "EmailConfiguration", { EmailSendingAccount: "DEVELOPER", From: "Else <else@else.test>" }),
  ),
];
