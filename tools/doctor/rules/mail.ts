import { addressOf } from "../../../schema/forms.ts";
import { isObject } from "../../../schema/is-object.ts";
import { isPlaceholder } from "../../deploy/placeholder.ts";
import { matchesPolicyPattern } from "../../policy-pattern.ts";
import { findSenders } from "../code.ts";
import { type Checked, defineRule } from "../finding.ts";
import type { SuiteFunction } from "../functions.ts";
import { allows, listStatements, type Statement } from "../statements.ts";
import { getProperty, isKnown, listResources, toList, toText } from "../template.ts";

const key = "ses:FromAddress";
/** The variable of serverless.yml for the addresses of the stage and of its brands. */
const fromAddresses = "${file(./infra/framework/variables.cjs):fromAddresses}";

/** Whether a statement allows sending with an identity. A configuration set alone is not enough. */
const allowsSending = (statement: Statement): boolean =>
  ["ses:SendEmail", "ses:SendRawEmail"].some((action) => allows(statement, action)) &&
  statement.resources.some((arn) => !/:(?:configuration-set|template)\//.test(arn));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
const comparisons: Record<string, (value: string, address: string) => boolean> = {
  StringEquals: (value, address) => value === address,
  StringEqualsIgnoreCase: (value, address) => value.toLowerCase() === address.toLowerCase(),
  StringLike: matchesPolicyPattern,
};

/** The values of ses:FromAddress in a condition, by operator. Condition keys are case-insensitive. */
const listFromConditions = ({ condition }: Statement): { operator: string; values: string[] }[] =>
  Object.entries(condition)
    .filter(([operator]) => Object.hasOwn(comparisons, operator))
    .flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {})
        .filter(([name]) => name.toLowerCase() === key.toLowerCase())
        .map(([, values]) => ({ operator, values: toList(values).map(toText) })),
    );

/** Whether a statement allows sending from an address. A value that only the deployment knows counts as a match. */
const allowsSender = (statement: Statement, address: string): boolean =>
  allowsSending(statement) &&
  listFromConditions(statement).every(({ operator, values }) =>
    values.some((value) => value.includes("${") || comparisons[operator]?.(value, address)),
  );

/** The sender addresses of functions: MAIL_FROM, and those of the brands in the bundle. */
const listSenders = ({ template, functions }: Checked): (SuiteFunction & { address: string })[] =>
  functions.flatMap((one) => {
    const { MAIL_FROM: from } = one.variables;
    if (from === undefined) return [];
    const own = isKnown(template, from) ? (addressOf(from) ?? []) : [];
    return [own, findSenders(one.code)].flat().map((address) => ({ ...one, address }));
  });

/** Names of unknown configuration sets in environments, event patterns and statements. */
const listUnknownConfigurationSets = ({ template, functions }: Checked): { id: string; name: string }[] => {
  const sets = listResources(template, "AWS::SES::ConfigurationSet");
  const known = sets.flatMap(({ id, properties }) => [`\${${id}}`, toText(properties["Name"])]);
  return [
    ...functions.map(({ id, variables }) => ({ id, name: variables["MAIL_CONFIGURATION_SET"] ?? "" })),
    ...listResources(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
      toList(getProperty(properties, "EventPattern", "detail", "mail", "tags", "ses:configuration-set"))
        .filter((name) => typeof name === "string")
        .map((name) => ({ id, name })),
    ),
    ...listStatements(template).flatMap(({ id, resources }) =>
      resources.map((arn) => ({ id, name: /:ses:.*:configuration-set\/([^*]+)$/.exec(arn)?.[1] ?? "" })),
    ),
  ].filter(({ name }) => name !== "" && isKnown(template, name) && !known.includes(name));
};

/** Senders and configuration sets. https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
export const mailRules = [
  defineRule({
    id: "mail-from-any",
    on: ({ template }) => listStatements(template).filter(allowsSending),
    when: (one) => !listFromConditions(one).some(({ values }) => !values.some((value) => value.startsWith("*"))),
    wrong: "it may send mail from any address of the identity.",
    fix: `in serverless.yml, add the Condition StringEquals for ${key} with ${fromAddresses}.`,
  }),
  defineRule({
    id: "mail-from",
    on: listSenders,
    when: ({ allowed, address }) => allowed?.some((statement) => allowsSender(statement, address)) === false,
    wrong: ({ address }) => `it sends mail from ${address}, and its role does not allow it: SES would reject the mail.`,
    fix: ({ place }) => `set ${key} in iamRoleStatements of ${place} to ${fromAddresses}.`,
  }),
  defineRule({
    // The samples use such addresses, so this is only a note. npm run deploy refuses them.
    id: "mail-placeholder",
    on: listSenders,
    when: ({ address }) => isPlaceholder(address),
    wrong: ({ address }) => `it sends mail from ${address}, an address for examples, which SES cannot verify.`,
    fix: "before you deploy, set mail.from and mail.identity in config/<stage>.yml, or a brand's sender in suite.config.ts.",
    note: true,
  }),
  defineRule({
    id: "configuration-set-name",
    on: listUnknownConfigurationSets,
    when: () => true,
    wrong: ({ name }) => `it names the configuration set ${name}, which is not in the template.`,
    fix: "in serverless.yml, name the one of infra/mail.ts: ${self:custom.name}.",
  }),
];
