import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { findSettingsProblems } from "../../../schema/problems.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import { lineOfKey, type Problem, problemAt } from "./problem.ts";

const syntaxProblem = (file: string, error: Error): Problem => {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = new RegExp(`${name}(?:\\?[\\d.]+)?:(\\d+)`).exec(error.stack ?? "")?.[1];
  return problemAt(file, Number(line ?? 1), `${error.name}: ${error.message}`);
};

const valueProblems = (file: string, source: string, suite: unknown): Problem[] =>
  findSettingsProblems(suite, {}).map((line) => {
    const text = line.replace(/^suite\.config\.ts: /, "");
    return problemAt(file, lineOfKey(source, text.split(":")[0] ?? ""), text);
  });

type Latest = { suite?: Suite; problems: readonly Problem[] };

/** Reads the settings if their file is not what it was; what is wrong leaves the last good ones in use. */
export const createSettings = (file: string): (() => Promise<Latest>) => {
  let latest: Latest = { problems: [] };
  let seen: string | undefined;
  let version = 0;
  let reading: Promise<void> = Promise.resolve();
  const load = async (source: string): Promise<void> => {
    try {
      // A module is read once per address: the number makes it a new one.
      version += 1;
      const { default: suite } = await import(`${pathToFileURL(file).href}?${version}`);
      const problems = valueProblems(file, source, suite);
      latest = problems.length === 0 ? { suite, problems } : { ...latest, problems };
    } catch (error) {
      latest = { ...latest, problems: [syntaxProblem(file, error as Error)] };
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
