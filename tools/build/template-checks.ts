import { relative } from "node:path";
import Handlebars from "handlebars";

type Place = { start: { line: number } };
type Statement = {
  type: string;
  loc: Place;
  escaped?: boolean;
  original?: string;
  path?: { original: string };
  params?: { original: string; loc: Place }[];
  program?: { body: Statement[] };
  inverse?: { body: Statement[] };
};

/** What Handlebars would let pass and a mail must not hold; each with file, line and the way out. */
export function checkTemplate(file: string, source: string, variables: ReadonlySet<string>): string[] {
  const name = relative(".", file);
  try {
    const { body } = Handlebars.parse(source) as unknown as { body: Statement[] };
    return body
      .flatMap((statement, index) => check(statement, body[index - 1]))
      .map(([line, text]) => `${name}:${line}: ${text}`);
  } catch (error) {
    const message = (error as Error).message;
    const line = /on line (\d+)/.exec(message)?.[1] ?? "1";
    return [
      `${name}:${line}: the braces do not fit together. Fix: close every {{#if …}} with {{/if}} in the same file. ${message}`,
    ];
  }

  function check(statement: Statement, before: Statement | undefined): [number, string][] {
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
          [
            line,
            `${statement.type} is not used here. Fix: {{variable}}, {{#if variable}} and mj-include are all there is.`,
          ],
        ];
    }
  }

  function checkOutput(statement: Statement, before: Statement | undefined): [number, string][] {
    const line = statement.loc.start.line;
    const problems: [number, string][] = [];
    if (statement.escaped === false) {
      problems.push([line, `{{{…}}} and {{&…}} put a value in as markup. Fix: {{${statement.path?.original}}}.`]);
    }
    if (before?.type === "ContentStatement" && /=\s*$/.test(before.original ?? "")) {
      problems.push([
        line,
        `an attribute without quotes holds {{${statement.path?.original}}}. Fix: ="{{${statement.path?.original}}}".`,
      ]);
    }
    return problems;
  }

  function checkBlock(statement: Statement): [number, string][] {
    const line = statement.loc.start.line;
    if (statement.path?.original !== "if") {
      return [
        [line, `{{#${statement.path?.original}}} is not known. Fix: {{#if variable}} is the one block there is.`],
      ];
    }
    const bodies = [statement.program?.body ?? [], statement.inverse?.body ?? []];
    return [
      ...checkVariable(statement.params?.[0]?.original, line),
      ...bodies.flatMap((body) => body.flatMap((inner, index) => check(inner, body[index - 1]))),
    ];
  }

  function checkVariable(variable: string | undefined, line: number): [number, string][] {
    return variable !== undefined && variables.has(variable)
      ? []
      : [[line, `{{${variable}}} is not known. Fix: one of ${[...variables].sort().join(", ")}.`]];
  }
}
