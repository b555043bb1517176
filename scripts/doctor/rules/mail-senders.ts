import { isPlaceholder } from "../../placeholder.ts";
import { addressOf } from "../../setting-forms.ts";
import type { Problem, Rules } from "../finding.ts";
import { poolsOf, roleOf } from "../relations.ts";
import { fromConditions, letsSend, mailersOf, takes } from "../senders.ts";
import { allowedTo, hasPoliciesElsewhere, statementsOf } from "../statements.ts";
import { at, type Template, texts } from "../template.ts";

const key = "ses:FromAddress";

/** The senders of Cognito's own mails. */
const poolSenders = (template: Template) =>
  poolsOf(template).flatMap(({ id, properties }) =>
    texts(template, at(properties, "EmailConfiguration", "From")).map((sender) => ({
      resource: id,
      address: addressOf(sender) ?? "",
    })),
  );

/** Whom mails come from. https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
export const mailSenderRules = {
  "mail-from-any": ({ template }) =>
    statementsOf(template)
      .filter(letsSend)
      .filter(
        (statement) => !fromConditions(statement).some(({ values }) => !values.some((one) => one.startsWith("*"))),
      )
      .map(({ resource }) => ({
        resource,
        wrong: "it may send mail from any address of the identity.",
        fix: `add the condition StringEquals with ${key} and the bare addresses that mails come from.`,
      })),

  "mail-from": async (checked) =>
    (await mailersOf(checked)).flatMap(({ one, addresses }): Problem[] => {
      const { template } = checked;
      const role = roleOf(template, one);
      if (!role || hasPoliciesElsewhere(template, role)) return [];
      const sending = allowedTo(template, role).filter(letsSend);
      return addresses
        .filter((address) => sending.length > 0 && !sending.some((statement) => takes(statement, address)))
        .map((address) => ({
          resource: one.id,
          wrong: `it sends mail from ${address}, and its role's condition on ${key} has no such address: SES would refuse it.`,
          fix: `name ${address} in the condition, without a display name and in this case.`,
        }));
    }),

  // What an example is written with is right in an example, so this is no reason to fail; npm run deploy refuses it.
  "mail-placeholder": async (checked) => {
    const mailers = (await mailersOf(checked)).flatMap(({ one, addresses }) =>
      addresses.map((address) => ({ resource: one.id, address })),
    );
    const found = [...mailers, ...poolSenders(checked.template)].filter(({ address }) => isPlaceholder(address));
    return [...new Map(found.reverse().map((one) => [one.address, one])).values()].reverse().map(
      ({ resource, address }): Problem => ({
        resource,
        wrong: `mails come from ${address}, an example's address, which SES verifies for nobody.`,
        fix: "before you deploy, write your own as mail.from and mail.identity in config/<stage>.yml, or as a brand's sender in suite.config.ts.",
        note: true,
      }),
    );
  },
} satisfies Rules;
