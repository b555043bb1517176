import { existsSync, readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

/** An error in a file, with its line and the lines around it. */
export type Problem = { file: string; line: number; text: string; excerpt: { line: number; text: string }[] };

const around = 2;

export const newProblem = (file: string, line: number, text: string): Problem => {
  const path = resolve(file);
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const at = Math.min(Math.max(line, 1), Math.max(lines.length, 1));
  return {
    file: relative(".", path),
    line: at,
    text: text.trim(),
    excerpt: lines
      .map((content, index) => ({ line: index + 1, text: content.slice(0, 400) }))
      .slice(Math.max(0, at - 1 - around), at + around),
  };
};

/** Parses an error of the compiler: `file:line: text` for each problem, with text of several lines. */
export const parseProblems = (message: string, otherwise: string): Problem[] => {
  const starts = Array.from(message.matchAll(/^(\S.*?\.(?:mjml|json|ts)):(\d+): /gm));
  if (starts.length === 0) return [newProblem(otherwise, 1, message)];
  return starts.map((start, index) =>
    newProblem(
      start[1] ?? otherwise,
      Number(start[2]),
      message.slice(start.index + start[0].length, starts[index + 1]?.index),
    ),
  );
};

/** The line of a key such as `mails.welcome.intro`, or of its closest parent if the key is missing. */
export const findKeyLine = (source: string, path: string): number => {
  let at = 0;
  for (const key of path.split(".")) {
    const name = RegExp.escape(key);
    const found = new RegExp(`(?<![\\w-])["']?${name}["']?\\s*:`).exec(source.slice(at));
    if (!found) break;
    at += found.index + 1;
  }
  return source.slice(0, at).split("\n").length;
};

export const formatProblems = (problems: readonly Problem[]): string =>
  problems.map(({ file, line, text }) => `${file}:${line}: ${text}`).join("\n");
