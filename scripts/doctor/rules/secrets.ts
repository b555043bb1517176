import type { Rules } from "../finding.ts";
import { isObject, resourcesOf, textOf } from "../template.ts";

type Text = { path: string; key: string; text: string };

/** Under these stand names and sums, which may look as if drawn by lot. */
const names = ["Ref", "Fn::GetAtt", "Fn::ImportValue", "CodeSha256", "S3Key"];

const textsIn = (value: unknown, path = ""): Text[] => {
  if (typeof value === "string")
    return [
      {
        path,
        key:
          path
            .split(".")
            .at(-1)
            ?.replace(/\[\d+\]$/, "") ?? "",
        text: value,
      },
    ];
  if (Array.isArray(value)) return value.flatMap((inner, index) => textsIn(inner, `${path}[${index}]`));
  return isObject(value)
    ? Object.entries(value)
        .filter(([key]) => !names.includes(key))
        .flatMap(([key, inner]) => textsIn(inner, path === "" ? key : `${path}.${key}`))
    : [];
};

/** Forms that services give to their keys. */
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
/** Settings of that name that hold no secret. */
const harmless =
  /^(?:GenerateSecret|PasswordPolicy|.*(?:Id|Arn|Name|Policy|Length|Days|Url|Parameter)|.*_(?:ID|ARN|NAME|URL|PARAMETER))$/;
const isDynamic = (text: string) =>
  /^\{\{resolve:(?:secretsmanager|ssm-secure|ssm):[^}]+\}\}$/.test(text) || /^arn:/.test(text);

/** Letters and digits in no order that a word or a name has: 40 characters are an AWS secret key. */
const looksDrawn = (text: string) =>
  /^[A-Za-z0-9+/=_-]{32,}$/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d.*\d.*\d/.test(text);

const isSecret = ({ key, text }: Text): boolean =>
  !isDynamic(text) &&
  (keys.some((form) => form.test(text)) ||
    looksDrawn(text) ||
    (secretName.test(key) && !harmless.test(key) && text.length >= 6 && !/^\$\{[^}]+\}$/.test(text)));

/** A template is read by whoever may read the stack. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export const secretRules = {
  "secret-literal": ({ template }) =>
    resourcesOf(template).flatMap(({ id, properties }) =>
      textsIn(properties)
        .filter(isSecret)
        .map(({ path }) => ({
          resource: id,
          wrong: `${path} holds what looks like a secret.`,
          fix: "put it into Secrets Manager and write {{resolve:secretsmanager:<name>:SecretString:<key>}}, and draw a new one.",
        })),
    ),

  "secret-environment": ({ template }) =>
    resourcesOf(template, "AWS::Lambda::Function").flatMap(({ id, properties }) =>
      textsIn(properties["Environment"])
        .filter(({ text }) => /^\{\{resolve:/.test(text))
        .map(({ path }) => ({
          resource: id,
          wrong: `Environment.${path} is resolved to a secret that everybody sees who may look at the function.`,
          fix: "hand over the secret's name and read it at run time.",
        })),
    ),

  "secret-output": ({ template }) =>
    [
      ...Object.entries(template.Outputs ?? {}).map(([name, output]) => ({
        id: `output ${name}`,
        value: output as unknown,
      })),
      ...resourcesOf(template, "AWS::Lambda::Function").map(({ id, properties }) => ({
        id,
        value: properties["Environment"],
      })),
    ]
      .filter(({ value }) => referencesIn(value).some((text) => /\.ClientSecret\}/.test(text)))
      .map(({ id }) => ({
        resource: id,
        wrong: "it shows an app client's secret to everybody who may look at the stack or the function.",
        fix: "read it with cognito-idp:DescribeUserPoolClient where it is needed.",
      })),
} satisfies Rules;

const referencesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return "Fn::GetAtt" in value || "Fn::Sub" in value ? [textOf(value)] : Object.values(value).flatMap(referencesIn);
};
