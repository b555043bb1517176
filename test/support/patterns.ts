import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "@swc/core";
import { check } from "recheck";

/** A regular expression in a source. */
export type Pattern = { file: string; line: number; pattern: string; flags: string };

type Node = { type?: string; span?: { start: number }; pattern?: string; flags?: string; [key: string]: unknown };

/** Finds all regular expression literals of a source with a parser. */
export const findPatterns = (file: string, source: string): Pattern[] => {
  // The parser's byte offsets continue across sources, so an empty statement shows where this source starts.
  const { body } = parseSync(`;${source}`, { syntax: "typescript", target: "es2024" });
  const bytes = Buffer.from(source);
  const first = (body[0]?.span.start ?? 0) + 1;
  const found: Pattern[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, span, pattern, flags } = node as Node;
    if (type === "RegExpLiteral" && span && pattern !== undefined) {
      const line = bytes
        .subarray(0, span.start - first)
        .toString()
        .split("\n").length;
      found.push({ file, line, pattern, flags: flags ?? "" });
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(body);
  return found;
};

/**
 * Milliseconds. A text that takes recheck longer than `attackTimeout` counts as an attack. With the default of 1 s,
 * every long text would be one on a slow machine: https://makenowjust-labs.github.io/recheck/docs/usage/parameters/
 */
const patience = { timeout: 240_000, attackTimeout: 60_000 };

/** Why a pattern is not safe: a text that takes too long, or an unknown result. */
export const findPatternProblems = async ({ file, line, pattern, flags }: Pattern): Promise<string[]> => {
  const found = await check(pattern, flags, patience);
  if (found.status === "safe") return [];
  const place = `${file}:${line}: /${pattern}/${flags}`;
  return found.status === "vulnerable"
    ? [`${place} is ${found.complexity.summary}, for example for ${found.attack.pattern}`]
    : [`${place} could not be judged (${found.error.kind}): simplify it`];
};

export const listOwnPatterns = (root: string): Pattern[] =>
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => join(root, "src", file))
    .flatMap((file) => findPatterns(relative(root, file), readFileSync(file, "utf8")));

/** @throws Error that names every pattern with which hostile text could block a function */
export const checkPatterns = async (patterns: readonly Pattern[]): Promise<void> => {
  const problems: string[] = [];
  for (const pattern of patterns) problems.push(...(await findPatternProblems(pattern)));
  if (problems.length > 0)
    throw new Error(`Patterns that are not safe:\n${problems.map((line) => `  ${line}`).join("\n")}`);
};

const checkOwnPatterns = async (): Promise<void> => {
  const patterns = listOwnPatterns(process.cwd());
  await checkPatterns(patterns);
  console.log(`${patterns.length} patterns, none vulnerable`);
};

// Node runs it several times faster than jest's sandbox does.
if (import.meta.main) void checkOwnPatterns();
