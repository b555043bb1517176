import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { findSettingsProblems } from "../../../schema/problems.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import { findKeyLine, newProblem, type Problem } from "./problem.ts";

const newSyntaxProblem = (file: string, error: Error): Problem => {
  const name = RegExp.escape(file.slice(file.lastIndexOf("/") + 1));
  const line = new RegExp(`${name}(?:\\?[\\d.]+)?:(\\d+)`).exec(error.stack ?? "")?.[1];
  return newProblem(file, Number(line ?? 1), `${error.name}: ${error.message}`);
};

const findValueProblems = (file: string, source: string, suite: unknown): Problem[] =>
  findSettingsProblems(suite, {}).map((line) => {
    const text = line.replace(/^suite\.config\.ts: /, "");
    return newProblem(file, findKeyLine(source, text.split(":")[0] ?? ""), text);
  });

type Latest = { suite?: Suite; problems: readonly Problem[] };

/** Reads the settings if their file has changed, and keeps the last valid settings if they have errors. */
export const createSettings = (file: string): (() => Promise<Latest>) => {
  let latest: Latest = { problems: [] };
  let seen: string | undefined;
  let version = 0;
  let reading: Promise<void> = Promise.resolve();
  const load = async (source: string): Promise<void> => {
    try {
      // Node.js caches modules by URL, and the number makes a new URL.
      version += 1;
      const { default: suite } = await import(`${pathToFileURL(file).href}?${version}`);
      const problems = findValueProblems(file, source, suite);
      latest = problems.length === 0 ? { suite, problems } : { ...latest, problems };
    } catch (error) {
      latest = { ...latest, problems: [newSyntaxProblem(file, error as Error)] };
    }
  };
  return async () => {
    const source = readFileSync(file, "utf8");
    if (source !== seen) {
      seen = source;
      reading = reading.then(() => load(source));
    }
    await reading;
    return latest;
  };
};
