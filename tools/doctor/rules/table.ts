import type { SignIn } from "../../../src/rules/people/sign-in.ts";
import { type Checked, defineRule } from "../finding.ts";
import type { SuiteFunction } from "../functions.ts";
import { listStatements } from "../statements.ts";
import { getProperty, isKnown, listResources, type Named, toList, toText } from "../template.ts";

/** The attribute of the suite's rows with their expiry time. */
const expiry: keyof SignIn = "expiresAt";

/** The table of infra/table.ts. */
const listTables = ({ template }: Checked): Named[] =>
  listResources(template, "AWS::DynamoDB::Table").filter(({ id }) => id === "SuiteTable");

const isNameOf = ({ id, properties }: Named, text: string): boolean =>
  text === `\${${id}}` || text === toText(properties["TableName"]);

/** Whether an ARN is that of a table or of one of its indexes. Streams have their own permissions. */
const isArnOf = (table: Named, arn: string): boolean => {
  const [, own, name = ""] = /^(?:\$\{(\w+)\.Arn\}|[^/]*:table\/([^/]+))(?:\/index\/[^/]+)?$/.exec(arn) ?? [];
  return own === table.id || isNameOf(table, name);
};

const mayUse = ({ allowed }: SuiteFunction, table: Named): boolean =>
  allowed
    ?.filter(({ actions }) => actions.some((action) => /^(?:\*|dynamodb:)/i.test(action)))
    .some(({ resources }) => resources.some((arn) => arn === "*" || isArnOf(table, arn))) !== false;

/** Functions with a TABLE_NAME, for each table. */
const listTableUsers = (checked: Checked) =>
  listTables(checked).flatMap((table) =>
    checked.functions
      .map((one) => ({ ...one, table, tableName: one.variables["TABLE_NAME"] ?? "" }))
      .filter(({ tableName }) => tableName !== "" && isKnown(checked.template, tableName)),
  );

const indexesOf = ({ properties }: Named): string[] =>
  toList(properties["GlobalSecondaryIndexes"]).map((index) => toText(getProperty(index, "IndexName")));

/** The indexes of the table that roles may query. */
const listQueriedIndexes = (checked: Checked) =>
  listTables(checked).flatMap((table) =>
    listStatements(checked.template).flatMap(({ id, resources }) =>
      resources
        .filter((arn) => isArnOf(table, arn))
        .flatMap((arn) => /\/index\/([^/*]+)$/.exec(arn)?.[1] ?? [])
        .map((index) => ({ id, index, table })),
    ),
  );

export const tableRules = [
  defineRule({
    id: "table-name",
    on: listTableUsers,
    when: ({ table, tableName }) => !isNameOf(table, tableName),
    wrong: ({ table, tableName }) => `its TABLE_NAME is ${tableName}, which is not the name of ${table.id}.`,
    fix: ({ place }) => `set TABLE_NAME in environment of ${place} to \${self:custom.tableName}.`,
  }),
  defineRule({
    id: "table-role",
    on: listTableUsers,
    when: (one) => isNameOf(one.table, one.tableName) && !mayUse(one, one.table),
    wrong: ({ table }) => `it uses ${table.id}, and its role allows no action on that table.`,
    fix: ({ place }) => `name \${self:custom.tableArn} in iamRoleStatements of ${place}.`,
  }),
  defineRule({
    id: "table-index",
    on: listQueriedIndexes,
    when: ({ index, table }) => !indexesOf(table).includes(index),
    wrong: ({ index, table }) => `it may query the index ${index}, which ${table.id} does not have.`,
    fix: "name the same index in infra/table.ts, in iamRoleStatements of serverless.yml and in src/aws.",
  }),
  defineRule({
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
    id: "table-expiry",
    on: listTables,
    when: ({ properties: { TimeToLiveSpecification: ttl } }) =>
      getProperty(ttl, "Enabled") !== true || getProperty(ttl, "AttributeName") !== expiry,
    wrong: `rows have their expiry time in ${expiry}, and DynamoDB never deletes them.`,
    fix: `set TimeToLiveSpecification in infra/table.ts to { AttributeName: "${expiry}", Enabled: true }.`,
  }),
];
