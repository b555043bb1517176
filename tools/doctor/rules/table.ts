import type { SignIn } from "../../../src/rules/people/sign-in.ts";
import { type Checked, rule } from "../finding.ts";
import type { SuiteFunction } from "../functions.ts";
import { statementsOf } from "../statements.ts";
import { at, isKnown, listOf, type Named, resourcesOf, textOf } from "../template.ts";

/** The attribute in which the suite's rows say when they may go, in seconds. */
const expiry: keyof SignIn = "expiresAt";

/** The table of infra/table.ts. */
const tables = ({ template }: Checked): Named[] =>
  resourcesOf(template, "AWS::DynamoDB::Table").filter(({ id }) => id === "SuiteTable");

const isNameOf = ({ id, properties }: Named, text: string): boolean =>
  text === `\${${id}}` || text === textOf(properties["TableName"]);

/** Whether an ARN is that of a table or of one of its indexes; a stream has rights of its own. */
const isArnOf = (table: Named, arn: string): boolean => {
  const [, own, name = ""] = /^(?:\$\{(\w+)\.Arn\}|[^/]*:table\/([^/]+))(?:\/index\/[^/]+)?$/.exec(arn) ?? [];
  return own === table.id || isNameOf(table, name);
};

const mayUse = ({ allowed }: SuiteFunction, table: Named): boolean =>
  allowed
    ?.filter(({ actions }) => actions.some((action) => /^(?:\*|dynamodb:)/i.test(action)))
    .some(({ resources }) => resources.some((arn) => arn === "*" || isArnOf(table, arn))) !== false;

/** Functions that are told their table, beside the suite's own. */
const users = (checked: Checked) =>
  tables(checked).flatMap((table) =>
    checked.functions
      .map((one) => ({ ...one, table, told: one.variables["TABLE_NAME"] ?? "" }))
      .filter(({ told }) => told !== "" && isKnown(checked.template, told)),
  );

const indexesOf = ({ properties }: Named): string[] =>
  listOf(properties["GlobalSecondaryIndexes"]).map((index) => textOf(at(index, "IndexName")));

/** The indexes of the table that roles may query. */
const queried = (checked: Checked) =>
  tables(checked).flatMap((table) =>
    statementsOf(checked.template).flatMap(({ id, resources }) =>
      resources
        .filter((arn) => isArnOf(table, arn))
        .flatMap((arn) => /\/index\/([^/*]+)$/.exec(arn)?.[1] ?? [])
        .map((index) => ({ id, index, table })),
    ),
  );

/** The table that the functions share. */
export const tableRules = [
  rule({
    id: "table-name",
    on: users,
    when: ({ table, told }) => !isNameOf(table, told),
    wrong: ({ table, told }) => `its TABLE_NAME is ${told}, which is not the name of ${table.id}.`,
    fix: ({ place }) => `set TABLE_NAME in environment of ${place} to \${self:custom.tableName}.`,
  }),
  rule({
    id: "table-role",
    on: users,
    when: (one) => isNameOf(one.table, one.told) && !mayUse(one, one.table),
    wrong: ({ table }) => `it uses ${table.id}, and its role allows nothing on that table.`,
    fix: ({ place }) => `name \${self:custom.tableArn} in iamRoleStatements of ${place}.`,
  }),
  rule({
    id: "table-index",
    on: queried,
    when: ({ index, table }) => !indexesOf(table).includes(index),
    wrong: ({ index, table }) => `it may query the index ${index}, which ${table.id} does not have.`,
    fix: "name the same index in infra/table.ts, in iamRoleStatements of serverless.yml and in src/aws.",
  }),
  rule({
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
    id: "table-expiry",
    on: tables,
    when: ({ properties: { TimeToLiveSpecification: life } }) =>
      at(life, "Enabled") !== true || at(life, "AttributeName") !== expiry,
    wrong: `rows say in ${expiry} when they may go, and DynamoDB keeps them for ever.`,
    fix: `set TimeToLiveSpecification in infra/table.ts to { AttributeName: "${expiry}", Enabled: true }.`,
  }),
];
