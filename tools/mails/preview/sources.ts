import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SettingsError } from "../../../src/runtime/errors.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import type { MailName } from "../../../src/templates/words.ts";
import { formatProblems, type Problem } from "./problem.ts";
import { createSettings } from "./suite-settings.ts";
import { createTemplates } from "./templates.ts";
import { createWords } from "./words.ts";

/** The paths of templates, words and settings. */
export type SourcePaths = { templates: string; settings: string };

/** The sources of mails, always as they are on disk. */
export type Sources = SourcePaths & {
  /** Reads words and settings. @throws SettingsError if the settings were never valid */
  readSuite: () => Promise<Suite>;
  /** Compiles a mail's template if it has changed. @returns the errors that affect this mail */
  prepare: (mail: MailName, language: string) => Promise<Problem[]>;
  /** The errors in all files. */
  listProblems: () => Promise<Problem[]>;
};

const removeDuplicates = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.text}`, problem])).values(),
];

export const createSources = (paths: SourcePaths): Sources => {
  const readWords = createWords(join(paths.templates, "languages"));
  const templates = createTemplates(paths.templates);
  const readSettings = createSettings(paths.settings);
  return {
    ...paths,
    readSuite: async () => {
      readWords();
      const { suite, problems } = await readSettings();
      if (!suite) throw new SettingsError(formatProblems(problems));
      return suite;
    },
    prepare: async (mail, language) =>
      removeDuplicates([
        ...(await readSettings()).problems,
        ...(readWords().get(language) ?? []),
        ...(await templates.prepare(mail)),
      ]),
    listProblems: async () =>
      removeDuplicates([
        ...(await readSettings()).problems,
        ...[...readWords().values()].flat(),
        ...templates.listProblems(),
      ]),
  };
};

/** Editors write in several steps. Changes within this time, in milliseconds, are one save. */
const saveWindow = 12;

/**
 * Calls back when a file was saved. It watches folders, because some editors replace files, and a watcher of a file
 * would not notice the next change.
 */
export const watchSources = ({ templates, settings }: SourcePaths, onSave: (savedAt: number) => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  const watchFolder = (folder: string, wanted: (name: string) => boolean): FSWatcher =>
    watch(folder, (_, name) => {
      if (!name || !wanted(name)) return;
      const savedAt = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      clearTimeout(timer);
      timer = setTimeout(onSave, saveWindow, savedAt);
    });
  const watchers = [
    ...["emails", "partials", "languages"].map((name) =>
      watchFolder(join(templates, name), (file) => /\.(?:mjml|json)$/.test(file)),
    ),
    watchFolder(dirname(settings), (file) => file === basename(settings)),
  ];
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
