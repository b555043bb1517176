import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Suite } from "../../src/settings.ts";
import type { Problem } from "./problem.ts";
import { createSettings } from "./suite-settings.ts";
import { createTemplates } from "./templates.ts";
import { watchFolders } from "./watch.ts";
import { createWords } from "./words.ts";

/** Where templates, words and settings are read from. */
export type Places = { templates: string; settings: string };

/** What mails are made of, always as it is on disk. */
export type Sources = {
  /** The folder of the templates. */
  templates: string;
  suite: () => Suite;
  /** Waits for a mail's template. */
  ready: (mail: string) => Promise<unknown>;
  /** What keeps this mail in this language from being shown as its files have it. */
  problemsFor: (mail: string, language: string) => Promise<Problem[]>;
  /** Everything that is wrong anywhere. */
  problems: () => Problem[];
  /** Calls back after each save that was read. */
  watch: (saved: (files: string[], savedAt: number) => void) => () => void;
};

const nameOf = (file: string): string => basename(file);

const savedAt = (files: readonly string[]): number =>
  Math.max(...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()));

const unique = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.text}`, problem])).values(),
];

/** Reads everything, and compiles nothing before it is asked for. */
export const createSources = async ({ templates: folder, settings: file }: Places): Promise<Sources> => {
  const words = createWords(join(folder, "languages"));
  const templates = createTemplates(folder);
  const settings = await createSettings(file);

  const take = async (changed: string): Promise<void> => {
    if (changed === file) await settings.changed();
    else if (changed.endsWith(".mjml")) templates.changed(changed);
    else if (existsSync(changed)) words.changed(changed);
  };
  const folders = ["emails", "partials", "languages"].map((name) => join(folder, name));
  return {
    templates: folder,
    suite: settings.suite,
    ready: templates.ready,
    problemsFor: async (mail, language) =>
      unique([...settings.problems(), ...words.problemsOf(language), ...(await templates.ready(mail))]),
    problems: () => unique([...settings.problems(), ...words.problems(), ...templates.problems()]),
    watch: (saved) =>
      watchFolders(
        [...folders, dirname(file)],
        (path) => path === file || (dirname(path) !== dirname(file) && /\.(?:mjml|json)$/.test(path)),
        (files) => void Promise.all(files.map(take)).then(() => saved(files.map(nameOf), savedAt(files))),
      ),
  };
};
