import { addressOf } from "../setting-forms.ts";
import type { Checked } from "./finding.ts";
import { functionsOf, isGivenLater, variablesOf } from "./relations.ts";
import { covers, type Statement } from "./statements.ts";
import { at, isObject, type Named, textOf } from "./template.ts";

/** A function that sends mail, and the bare addresses that it sends from, as far as template and package say. */
export type Mailer = { one: Named; addresses: string[] };

const quoted = /\bsender\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)/g;

/** The senders of brands, which a bundle carries in its settings. */
const bundledSenders = (code: string): string[] =>
  [...code.matchAll(quoted)].map(([, text = ""]) => text.slice(1, -1).replaceAll(/\\(.)/g, "$1"));

/** Functions that are told a sender in MAIL_FROM. */
export const mailersOf = ({ template, artifacts }: Checked): Promise<Mailer[]> =>
  Promise.all(
    functionsOf(template)
      .filter((one) => "MAIL_FROM" in variablesOf(one))
      .map(async (one) => {
        const from = variablesOf(one)["MAIL_FROM"];
        const files = await artifacts?.(textOf(at(one.properties, "Code", "S3Key") ?? ""));
        const senders = [
          ...(isGivenLater(template, from) ? [] : [textOf(from)]),
          ...[...(files?.values() ?? [])].flatMap(bundledSenders),
        ];
        return { one, addresses: [...new Set(senders.flatMap((sender) => addressOf(sender) ?? []))] };
      }),
  );

/** Whether a statement lets somebody send as an identity; a configuration set or a template alone sends nothing. */
export const letsSend = (statement: Statement): boolean =>
  statement.allow &&
  statement.kind === "identity" &&
  ["ses:SendEmail", "ses:SendRawEmail"].some((action) => covers(statement, action)) &&
  statement.resources.some((arn) => !/:(?:configuration-set|template)\//.test(arn));

const ofGlob = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .split(/([*?])/)
      .map((part) => ({ "*": ".*", "?": "." })[part] ?? part.replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&"))
      .join("")}$`,
  );

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String */
const comparisons: Record<string, (value: string, address: string) => boolean> = {
  StringEquals: (value, address) => value === address,
  StringEqualsIgnoreCase: (value, address) => value.toLowerCase() === address.toLowerCase(),
  StringLike: (value, address) => ofGlob(value).test(address),
};

/** What ses:FromAddress is compared with in a condition, by operator; condition keys have no case. */
export const fromConditions = ({ condition }: Statement): { operator: string; values: string[] }[] =>
  Object.entries(condition)
    .filter(([operator]) => operator in comparisons)
    .flatMap(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {})
        .filter(([key]) => key.toLowerCase() === "ses:fromaddress")
        .map(([, values]) => ({ operator, values: [values].flat().map(textOf) })),
    );

/** Whether a statement's condition takes an address; one that only the deployment knows may. */
export const takes = (statement: Statement, address: string): boolean =>
  fromConditions(statement).every(({ operator, values }) =>
    values.some((value) => value.includes("${") || comparisons[operator]?.(value, address)),
  );
