import { rule } from "../finding.ts";
import { resourcesOf } from "../template.ts";

type Text = { id: string; path: string; key: string; text: string };

/** Under these stand names and sums, which look as random as a key. */
const names = ["Ref", "Fn::GetAtt", "Fn::ImportValue", "S3Key"];

const textsIn = (id: string, value: unknown, path: string[] = []): Text[] => {
  const key = path.findLast((one) => !/^\d+$/.test(one)) ?? "";
  if (typeof value === "string") return names.includes(key) ? [] : [{ id, path: path.join("."), key, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(id, inner, [...path, name]));
};

/** Forms that services give to their keys, and a password in an address. */
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
/** Settings of such a name that hold no secret. */
const harmless = /(?:Id|Arn|Name|Policy|Length|Days|Url|Parameter|_(?:ID|ARN|NAME|URL|LENGTH|PARAMETER))$/;
const isName = (text: string): boolean => /^(?:\{\{resolve:[^}]+\}\}|arn:.*|\$\{[^}]+\})$/.test(text);

/** Letters and digits in an order that no word and no name has: 40 characters are an AWS secret key. */
const isRandom = (text: string): boolean =>
  [/^[A-Za-z0-9+/=_-]{32,}$/, /[a-z]/, /[A-Z]/, /\d.*\d.*\d/].every((form) => form.test(text));

const isSecret = ({ key, text }: Text): boolean =>
  !isName(text) &&
  (keys.some((form) => form.test(text)) ||
    isRandom(text) ||
    (secretName.test(key) && !harmless.test(key) && text.length >= 6));

/** A template is read by everybody who may look at the stack. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export const secretRules = [
  rule({
    id: "secret-literal",
    on: ({ template }) => resourcesOf(template).flatMap(({ id, properties }) => textsIn(id, properties)),
    when: isSecret,
    wrong: ({ path }) => `${path} holds what looks like a secret.`,
    fix: "keep it in Secrets Manager and write its name in serverless.yml or config/<stage>.yml; replace the secret.",
  }),
  rule({
    id: "secret-environment",
    on: ({ functions }) =>
      functions.flatMap((one) => Object.entries(one.variables).map(([variable, text]) => ({ ...one, variable, text }))),
    when: ({ text }) => text.startsWith("{{resolve:") || text.includes(".ClientSecret}"),
    wrong: ({ variable }) =>
      `its variable ${variable} becomes a secret that everybody sees who may look at the function.`,
    fix: ({ place }) => `name the secret in environment of ${place}, and read it at run time.`,
  }),
];
