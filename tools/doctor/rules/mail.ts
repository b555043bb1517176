import { addressOf } from "../../../schema/forms.ts";
import { isPlaceholder } from "../../deploy/placeholder.ts";
import { sendersIn } from "../code.ts";
import { type Checked, rule } from "../finding.ts";
import type { SuiteFunction } from "../functions.ts";
import { allows, type Statement, statementsOf } from "../statements.ts";
import { at, isKnown, isObject, listOf, resourcesOf, textOf } from "../template.ts";

const key = "ses:FromAddress";
/** What serverless.yml has for the addresses of the stage and of its brands. */
const fromAddresses = "${file(./infra/framework/variables.cjs):fromAddresses}";

/** Whether a statement lets somebody send as an identity; a configuration set alone sends nothing. */
const letsSend = (statement: Statement): boolean =>
  ["ses:SendEmail", "ses:SendRawEmail"].some((action) => allows(statement, action)) &&
  statement.resources.some((arn) => !/:(?:configuration-set|template)\//.test(arn));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
const comparisons: Record<string, (value: string, address: string) => boolean> = {
  StringEquals: (value, address) => value === address,
  StringEqualsIgnoreCase: (value, address) => value.toLowerCase() === address.toLowerCase(),
  StringLike: (value, address) => {
    const form = value
      .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${form}$`).test(address);
  },
};

/** What ses:FromAddress is compared with in a condition, by operator; condition keys have no case. */
const sendersOf = ({ condition }: Statement): { operator: string; values: string[] }[] =>
  Object.entries(condition)
    .filter(([operator]) => Object.hasOwn(comparisons, operator))
    .flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {})
        .filter(([name]) => name.toLowerCase() === key.toLowerCase())
        .map(([, values]) => ({ operator, values: listOf(values).map(textOf) })),
    );

/** Whether a statement lets mails come from an address; a condition that only the deployment knows may. */
const takes = (statement: Statement, address: string): boolean =>
  letsSend(statement) &&
  sendersOf(statement).every(({ operator, values }) =>
    values.some((value) => value.includes("${") || comparisons[operator]?.(value, address)),
  );

/** The addresses that functions send from: that of MAIL_FROM, and those of the brands in the bundle. */
const senders = ({ template, functions }: Checked): (SuiteFunction & { address: string })[] =>
  functions.flatMap((one) => {
    const { MAIL_FROM: from } = one.variables;
    if (from === undefined) return [];
    const own = isKnown(template, from) ? (addressOf(from) ?? []) : [];
    return [own, sendersIn(one.code)].flat().map((address) => ({ ...one, address }));
  });

/** Where the stage's configuration set is named: in environments, in patterns of events, in statements. */
const mentions = ({ template, functions }: Checked): { id: string; name: string }[] => {
  const sets = resourcesOf(template, "AWS::SES::ConfigurationSet");
  const known = sets.flatMap(({ id, properties }) => [`\${${id}}`, textOf(properties["Name"])]);
  return [
    ...functions.map(({ id, variables }) => ({ id, name: variables["MAIL_CONFIGURATION_SET"] ?? "" })),
    ...resourcesOf(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
      listOf(at(properties, "EventPattern", "detail", "mail", "tags", "ses:configuration-set"))
        .filter((name) => typeof name === "string")
        .map((name) => ({ id, name })),
    ),
    ...statementsOf(template).flatMap(({ id, resources }) =>
      resources.map((arn) => ({ id, name: /:ses:.*:configuration-set\/([^*]+)$/.exec(arn)?.[1] ?? "" })),
    ),
  ].filter(({ name }) => name !== "" && isKnown(template, name) && !known.includes(name));
};

/** Whom mails come from, and who hears of them. https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
export const mailRules = [
  rule({
    id: "mail-from-any",
    on: ({ template }) => statementsOf(template).filter(letsSend),
    when: (one) => !sendersOf(one).some(({ values }) => !values.some((value) => value.startsWith("*"))),
    wrong: "it may send mail from any address of the identity.",
    fix: `in serverless.yml, give it the Condition StringEquals of ${key} with ${fromAddresses}.`,
  }),
  rule({
    id: "mail-from",
    on: senders,
    when: ({ allowed, address }) => allowed?.some((statement) => takes(statement, address)) === false,
    wrong: ({ address }) => `it sends mail from ${address}, and its role may not: SES would refuse it.`,
    fix: ({ place }) => `set ${key} in iamRoleStatements of ${place} to ${fromAddresses}.`,
  }),
  rule({
    // What an example is written with is right in an example, so this is no reason to fail; npm run deploy refuses it.
    id: "mail-placeholder",
    on: senders,
    when: ({ address }) => isPlaceholder(address),
    wrong: ({ address }) => `mails come from ${address}, an address for examples, which SES verifies for nobody.`,
    fix: "before you deploy, set mail.from and mail.identity in config/<stage>.yml, or a brand's sender in suite.config.ts.",
    note: true,
  }),
  rule({
    id: "configuration-set-name",
    on: mentions,
    when: () => true,
    wrong: ({ name }) => `it names the configuration set ${name}, which the template does not make.`,
    fix: "name that of infra/mail.ts there in serverless.yml: ${self:custom.name}.",
  }),
];
