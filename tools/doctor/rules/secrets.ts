import { defineRule } from "../finding.ts";
import { listResources } from "../template.ts";

type TemplateText = { id: string; path: string; key: string; text: string };

/** The values of these are names and hashes, which look as random as a key. */
const names = ["Ref", "Fn::GetAtt", "Fn::ImportValue", "S3Key"];

const listTexts = (id: string, value: unknown, path: string[] = []): TemplateText[] => {
  const key = path.findLast((one) => !/^\d+$/.test(one)) ?? "";
  if (typeof value === "string") return names.includes(key) ? [] : [{ id, path: path.join("."), key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => listTexts(id, inner, [...path, name]));
};

/** Formats of services' keys, and a password in a URL. */
const keys = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{40,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/,
  /\bAIza[\w-]{35}\b/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
  /:\/\/[^/\s:@]+:[^/\s:@${}]+@/,
];

const secretName = /secret|passw(?:or)?d|passphrase|private_?key|api_?key|access_?key|auth_?token|credential/i;
/** Settings with these names are not secrets. */
const harmless = /(?:Id|Arn|Name|Policy|Length|Days|Url|Parameter|_(?:ID|ARN|NAME|URL|LENGTH|PARAMETER))$/;
const isName = (text: string): boolean => /^(?:\{\{resolve:[^}]+\}\}|arn:.*|\$\{[^}]+\})$/.test(text);

/** Mixed letters and digits, as in an AWS secret key of 40 characters. */
const isRandom = (text: string): boolean =>
  [/^[A-Za-z0-9+/=_-]{32,}$/, /[a-z]/, /[A-Z]/, /\d.*\d.*\d/].every((form) => form.test(text));

const isSecret = ({ key, text }: TemplateText): boolean =>
  !isName(text) &&
  (keys.some((form) => form.test(text)) ||
    isRandom(text) ||
    (secretName.test(key) && !harmless.test(key) && text.length >= 6));

/** Everyone who may read the stack can read its template. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export const secretRules = [
  defineRule({
    id: "secret-literal",
    on: ({ template }) => listResources(template).flatMap(({ id, properties }) => listTexts(id, properties)),
    when: isSecret,
    wrong: ({ path }) => `${path} looks like a secret.`,
    fix: "replace the secret, store it in Secrets Manager, and write its name in serverless.yml or config/<stage>.yml.",
  }),
  defineRule({
    id: "secret-environment",
    on: ({ functions }) =>
      functions.flatMap((one) => Object.entries(one.variables).map(([variable, text]) => ({ ...one, variable, text }))),
    when: ({ text }) => text.startsWith("{{resolve:") || text.includes(".ClientSecret}"),
    wrong: ({ variable }) =>
      `its variable ${variable} contains a secret, and everyone who may read the function can read it.`,
    fix: ({ place }) => `write only the secret's name in environment of ${place}, and read the secret at run time.`,
  }),
];
