import type { SignIn } from "../../../src/rules/sign-in.ts";
import type { Problem, Rules } from "../finding.ts";
import { statementsOf } from "../statements.ts";
import { roleMayUse, tableOfArn, tablesOf, type User, usersOf } from "../table-use.ts";
import { at, is, resourcesOf, type Template, textOf } from "../template.ts";

/** The attribute in which the suite's rows say when they may go, in seconds. */
const expiry: keyof SignIn = "expiresAt";

/** The table that most functions use; of two the one that the template makes. */
const usualOf = (template: Template, users: readonly User[]): string | undefined =>
  [...new Set(users.map(({ table }) => table))]
    .map((table) => ({
      table,
      count: users.filter((one) => one.table === table).length + (table in template.Resources ? 0.5 : 0),
    }))
    .sort((one, other) => other.count - one.count)[0]?.table;

const nameProblem = (template: Template, user: User, usual: string | undefined): string | undefined => {
  if (tablesOf(template).length > 0 && !(user.table in template.Resources)) return "the template makes no such table";
  if (user.table !== usual) return `the other functions use ${usual}`;
  return roleMayUse(template, user) ? undefined : "its role may not use it";
};

const indexNames = (properties: Record<string, unknown>): string[] =>
  ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].flatMap((key) =>
    [properties[key] ?? []].flat().map((index) => textOf(at(index, "IndexName"))),
  );

/** The table that the functions share. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export const tableRules = {
  "table-name": ({ template }) => {
    const users = usersOf(template);
    const usual = usualOf(template, users);
    return users.flatMap((user): Problem[] => {
      const wrong = nameProblem(template, user, usual);
      return wrong
        ? [
            {
              resource: user.one.id,
              wrong: `its TABLE_NAME is ${user.name}, but ${wrong}.`,
              fix: "name the suite's table in TABLE_NAME, and the same in its role's statements.",
            },
          ]
        : [];
    });
  },

  "table-index": ({ template }) =>
    statementsOf(template)
      .filter(({ kind, allow }) => kind === "identity" && allow)
      .flatMap(({ resource, resources }) =>
        resources.flatMap((arn): Problem[] => {
          const index = /\/index\/([^/*]+)$/.exec(arn)?.[1];
          const table = tableOfArn(template, arn);
          const made = template.Resources[table ?? ""]?.Properties;
          return index && made && !indexNames(made).includes(index)
            ? [
                {
                  resource,
                  wrong: `it may query the index ${index} of ${table}, which has no such index.`,
                  fix: "give the index that name; functions name it in their code.",
                },
              ]
            : [];
        }),
      ),

  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
  "table-expiry": ({ template }) => {
    const used = new Set(usersOf(template).map(({ table }) => table));
    return resourcesOf(template)
      .filter(({ id }) => used.has(id))
      .filter(
        ({ properties: { TimeToLiveSpecification: life } }) =>
          !is(template, at(life, "Enabled"), true) || !is(template, at(life, "AttributeName"), expiry),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: `rows say in ${expiry} when they may go, and DynamoDB keeps them for ever.`,
        fix: `set TimeToLiveSpecification to { AttributeName: ${expiry}, Enabled: true }.`,
      }));
  },
} satisfies Rules;
