import { functionsOf, isGivenLater, roleOf, variablesOf } from "./relations.ts";
import { allowedTo, hasPoliciesElsewhere } from "./statements.ts";
import { type Named, resourcesOf, type Template, textOf } from "./template.ts";

export const tablesOf = (template: Template): Named[] =>
  resourcesOf(template, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable");

/** The logical id of the table that a name, a reference or an ARN names; of a foreign one its name. */
const tableNamed = (template: Template, text: string): string =>
  tablesOf(template).find(
    ({ id, properties }) =>
      [`\${${id}}`, `\${${id}.Arn}`].includes(text) || text === textOf(properties["TableName"] ?? ""),
  )?.id ?? text;

/** The table of an ARN of it or of its indexes; not of its stream, which has rights of its own. */
export const tableOfArn = (template: Template, arn: string): string | undefined => {
  const [, name] = /^(\$\{\w+\.Arn\}|[^/]*:table\/[^/]+)(?:\/index\/[^/]+)?$/.exec(arn) ?? [];
  return name === undefined ? undefined : tableNamed(template, name.replace(/^.*:table\//, ""));
};

/** A function that is told its table in TABLE_NAME; `table` is a logical id, or a foreign table's name. */
export type User = { one: Named; name: string; table: string };

/** Functions with a TABLE_NAME that stands in the template. */
export const usersOf = (template: Template): User[] =>
  functionsOf(template).flatMap((one) => {
    const value = variablesOf(one)["TABLE_NAME"];
    if (value === undefined || value === "" || isGivenLater(template, value)) return [];
    return [{ one, name: textOf(value), table: tableNamed(template, textOf(value)) }];
  });

/** Whether a function's role has a statement for its table, as far as the template says. */
export const roleMayUse = (template: Template, { one, table }: User): boolean => {
  const role = roleOf(template, one);
  if (!role || hasPoliciesElsewhere(template, role)) return true;
  return allowedTo(template, role)
    .filter(({ actions }) => actions.some((action) => action === "*" || /^dynamodb:/i.test(action)))
    .flatMap(({ resources }) => resources)
    .some((arn) => arn === "*" || arn.endsWith(":table/*") || tableOfArn(template, arn) === table);
};
