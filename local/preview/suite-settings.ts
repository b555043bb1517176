import { readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { settingsProblems } from "../../scripts/settings.ts";
import type { Suite } from "../../src/settings.ts";
import { lineOfKey, type Problem, problemAt } from "./problem.ts";

export type SuiteSettings = {
  /** Reads the settings again; what is wrong leaves the last good ones in use. */
  changed: () => Promise<void>;
  suite: () => Suite;
  problems: () => readonly Problem[];
};

const syntaxProblem = (file: string, error: Error): Problem => {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = new RegExp(`${name}(?:\\?[\\d.]+)?:(\\d+)`).exec(error.stack ?? "")?.[1];
  return problemAt(file, Number(line ?? 1), `${error.name}: ${error.message}`);
};

const valueProblems = (file: string, suite: unknown): Problem[] => {
  const source = readFileSync(file, "utf8");
  return settingsProblems(suite, {}).map((line) => {
    const text = line.replace(/^suite\.config\.ts: /, "");
    return problemAt(file, lineOfKey(source, text.split(":")[0] ?? ""), text);
  });
};

/** A brand that no app client has is shown through one that nobody has. */
const withClients = (suite: Suite): Suite => {
  const taken = Object.values(suite.appClients).map(({ brand }) => brand);
  const idle = Object.keys(suite.brands).filter((brand) => brand !== "default" && !taken.includes(brand));
  return {
    ...suite,
    appClients: { ...suite.appClients, ...Object.fromEntries(idle.map((brand) => [`preview-${brand}`, { brand }])) },
  };
};

/** The settings as they are on disk. */
export const createSettings = async (file: string): Promise<SuiteSettings> => {
  let inUse: Suite | undefined;
  let problems: readonly Problem[] = [];
  const changed = async (): Promise<void> => {
    try {
      // A module is read once per address: the time of the save makes it a new one.
      const { default: suite } = await import(`${pathToFileURL(file).href}?${statSync(file).mtimeMs}`);
      problems = valueProblems(file, suite);
      if (problems.length === 0) inUse = withClients(suite);
    } catch (error) {
      problems = [syntaxProblem(file, error as Error)];
    }
  };
  await changed();
  return {
    changed,
    suite: () => {
      if (!inUse) throw new Error(problems.map(({ file, line, text }) => `${file}:${line}: ${text}`).join("\n"));
      return inUse;
    },
    problems: () => problems,
  };
};
