import { readFileSync } from "node:fs";
import { type CollectionTag, parse, type ScalarTag, type YAMLSeq } from "yaml";

export type Statement = {
  Sid: string;
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, unknown>>;
};

export type Parameters = Record<string, string>;

const surroundings = {
  "AWS::Partition": "aws",
  "AWS::Region": "eu-west-1",
  "AWS::AccountId": "123456789012",
  "AWS::NoValue": undefined,
};

type Template = {
  Parameters: Record<string, { Default?: string }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, { Properties: Record<string, unknown> }>;
};

/** Expands the short forms of CloudFormation that this template uses. */
const customTags: (ScalarTag | CollectionTag)[] = [
  { tag: "!Ref", resolve: (name) => ({ Ref: name }) },
  { tag: "!Sub", resolve: (text) => ({ "Fn::Sub": text }) },
  { tag: "!GetAtt", resolve: (path) => ({ "Fn::GetAtt": path.split(".") }) },
  ...["If", "Not", "Equals"].map(
    (name): CollectionTag => ({
      tag: `!${name}`,
      collection: "seq",
      resolve: (list) => ({ [`Fn::${name}`]: (list as YAMLSeq).toJSON() }),
    }),
  ),
];

/** Resolves the CloudFormation functions that this template uses. */
const resolver = ({ Parameters, Conditions }: Template, given: Parameters) => {
  const values: Record<string, unknown> = {
    ...surroundings,
    ...Object.fromEntries(Object.entries(Parameters).map(([name, { Default }]) => [name, Default])),
    ...given,
  };
  const value = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : { Ref: name });
  const condition = (written: unknown): boolean => {
    const [[operator, operands] = ["", []]] = Object.entries(written as Record<string, unknown[]>);
    if (operator === "Fn::Not") return !condition(operands[0]);
    if (operator === "Fn::Equals") return resolve(operands[0]) === resolve(operands[1]);
    throw new Error(`unsupported condition: ${operator}`);
  };
  const resolve = (written: unknown): unknown => {
    if (Array.isArray(written)) return written.map(resolve).filter((item) => item !== undefined);
    if (written === null || typeof written !== "object") return written;
    const [[key, inner] = ["", undefined], ...others] = Object.entries(written);
    if (others.length === 0 && key === "Ref") return value(String(inner));
    if (others.length === 0 && key === "Fn::Sub")
      return String(inner).replace(/\$\{([\w:]+)\}/g, (_, name) => String(value(name)));
    if (others.length === 0 && key === "Fn::If") {
      const [name, yes, no] = inner as [string, unknown, unknown];
      return resolve(condition(Conditions[name]) ? yes : no);
    }
    return Object.fromEntries(Object.entries(written).map(([name, item]) => [name, resolve(item)]));
  };
  return resolve;
};

export const parameters: Parameters = { Repository: "octo-org@1/octo-repo@2", Stage: "dev" };

/** infra/deploy-role.yml with its parameters. `change` edits its text first. */
export const readDeployRole = (given: Parameters = parameters, change: (text: string) => string = (text) => text) => {
  const text = change(readFileSync("infra/deploy-role.yml", "utf8"));
  const template = parse(text, { customTags }) as Template;
  const resolve = resolver(template, given);
  const document = (name: string) =>
    resolve(template.Resources[name]?.Properties["PolicyDocument"]) as { Statement: Statement[] };
  const policies = { Stack: document("Stack"), Runtime: document("Runtime"), Users: document("Users") };
  const statements = Object.values(policies).flatMap(({ Statement }) =>
    Statement.map((statement) => ({ ...statement, Resource: [statement.Resource].flat() })),
  );
  return {
    trust: resolve(template.Resources["DeployRole"]?.Properties["AssumeRolePolicyDocument"]) as {
      Statement: Array<Record<string, unknown>>;
    },
    policies,
    statements,
    allows: (action: string, resource: string): boolean =>
      statements.some(
        ({ Action, Resource }) => Action.includes(action) && Resource.some((pattern) => isLike(pattern, resource)),
      ),
  };
};

const isLike = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[\\^$+.()|[\]{}?]/g, "\\$&"))
      .join(".*")}$`,
  ).test(text);
