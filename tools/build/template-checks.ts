import { relative } from "node:path";
import Handlebars from "handlebars";

type Location = { start: { line: number } };
type Statement = {
  type: string;
  loc: Location;
  escaped?: boolean;
  original?: string;
  path?: { original: string };
  params?: { original: string; loc: Location }[];
  program?: { body: Statement[] };
  inverse?: { body: Statement[] };
};

type Problem = [line: number, text: string];

const checkOutput = (statement: Statement, before: Statement | undefined): Problem[] => {
  const line = statement.loc.start.line;
  const variable = statement.path?.original;
  const isUnquoted = before?.type === "ContentStatement" && /=\s*$/.test(before.original ?? "");
  return [
    ...(statement.escaped === false
      ? [[line, `{{{…}}} and {{&…}} insert a value as markup. Fix: write {{${variable}}}.`] satisfies Problem]
      : []),
    ...(isUnquoted
      ? [[line, `an attribute with {{${variable}}} has no quotes. Fix: write ="{{${variable}}}".`] satisfies Problem]
      : []),
  ];
};

const newChecker = (variables: ReadonlySet<string>) => {
  const checkVariable = (variable: string | undefined, line: number): Problem[] =>
    variable !== undefined && variables.has(variable)
      ? []
      : [[line, `{{${variable}}} is not known. Fix: use one of ${[...variables].sort().join(", ")}.`]];

  const checkBlock = (statement: Statement): Problem[] => {
    const line = statement.loc.start.line;
    if (statement.path?.original !== "if")
      return [[line, `{{#${statement.path?.original}}} is not known. Fix: use {{#if variable}}, the only block.`]];
    const bodies = [statement.program?.body ?? [], statement.inverse?.body ?? []];
    return [...checkVariable(statement.params?.[0]?.original, line), ...bodies.flatMap(checkAll)];
  };

  const check = (statement: Statement, before: Statement | undefined): Problem[] => {
    const line = statement.loc.start.line;
    switch (statement.type) {
      case "ContentStatement":
      case "CommentStatement":
        return [];
      case "MustacheStatement":
        return [...checkOutput(statement, before), ...checkVariable(statement.path?.original, line)];
      case "BlockStatement":
        return checkBlock(statement);
      default:
        return [
          [line, `${statement.type} is not supported. Fix: use only {{variable}}, {{#if variable}} and mj-include.`],
        ];
    }
  };

  const checkAll = (body: Statement[]): Problem[] =>
    body.flatMap((statement, index) => check(statement, body[index - 1]));
  return checkAll;
};

/** What Handlebars accepts but a mail must not contain, with file, line and fix. */
export const checkTemplate = (file: string, source: string, variables: ReadonlySet<string>): string[] => {
  const name = relative(".", file);
  try {
    const { body } = Handlebars.parse(source) as unknown as { body: Statement[] };
    return newChecker(variables)(body).map(([line, text]) => `${name}:${line}: ${text}`);
  } catch (error) {
    const message = (error as Error).message;
    const line = /on line (\d+)/.exec(message)?.[1] ?? "1";
    return [
      `${name}:${line}: the braces are not balanced. Fix: close every {{#if …}} with {{/if}} in the same file. ${message}`,
    ];
  }
};
