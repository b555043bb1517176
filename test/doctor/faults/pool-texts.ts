import { both, edit, type Fault, fault, pool } from "../changes.ts";

const invitation = (key: string, text: string) =>
  edit(pool, `AdminCreateUserConfig.InviteMessageTemplate.${key}`, text);
const password = (key: string, value: unknown) => edit(pool, `Policies.PasswordPolicy.${key}`, value);

export const poolTextFaults: readonly Fault[] = [
  fault("pool-invitation", "a mailed invitation without the name", invitation("EmailMessage", "Your password: {####}")),
  fault("pool-invitation", "a mailed invitation without a password", invitation("EmailMessage", "You are {username}")),
  fault("pool-invitation", "an invitation by SMS without the name", invitation("SMSMessage", "Password: {####}")),
  fault("pool-invitation", "an invitation by SMS without a password", invitation("SMSMessage", "Come, {username}")),
  fault("pool-invitation", "placeholders of another service", invitation("EmailMessage", "{{username}}: {{password}}")),
  fault(
    "pool-verification-text",
    "a mailed code that is not in the mail",
    edit(pool, "VerificationMessageTemplate.EmailMessage", "Your code: {###}"),
  ),
  fault(
    "pool-verification-text",
    "a code by SMS that is not in the SMS",
    edit(pool, "VerificationMessageTemplate.SmsMessage", "Your code: {code}"),
  ),
  fault(
    "pool-verification-text",
    "a second factor without its code",
    edit(pool, "SmsAuthenticationMessage", "You sign in."),
  ),
  fault(
    "pool-verification-text",
    "the older place of the text",
    edit(pool, "EmailVerificationMessage", "Confirm your address."),
  ),
  fault(
    "pool-verification-text",
    "a mail for a link that has none",
    edit(pool, "VerificationMessageTemplate.EmailMessageByLink", "Confirm: {####}"),
  ),
  fault("pool-password", "a password of five characters", password("MinimumLength", 5)),
  fault("pool-password", "a password of a hundred characters", password("MinimumLength", 100)),
  fault("pool-password", "six characters in production", password("MinimumLength", 6)),
  fault("pool-password", "a temporary password for ten years", password("TemporaryPasswordValidityDays", 3_650)),
  fault("pool-password", "a temporary password that has ended", password("TemporaryPasswordValidityDays", -1)),
  fault(
    "pool-password",
    "more old passwords than Cognito remembers",
    both(edit(pool, "UserPoolTier", "PLUS"), password("PasswordHistorySize", 25)),
  ),
];
