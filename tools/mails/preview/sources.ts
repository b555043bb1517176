import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SettingsError } from "../../../src/runtime/errors.ts";
import type { Suite } from "../../../src/settings/suite.ts";
import type { MailName } from "../../../src/templates/words.ts";
import { type Problem, problemLines } from "./problem.ts";
import { createSettings } from "./suite-settings.ts";
import { createTemplates } from "./templates.ts";
import { createWords } from "./words.ts";

/** Where templates, words and settings are read from. */
export type Places = { templates: string; settings: string };

/** What mails are made of, always as it is on disk. */
export type Sources = Places & {
  /** The settings, after words and settings were read. @throws SettingsError if they were never good */
  readSuite: () => Promise<Suite>;
  /** Waits for a mail's template; answers with what keeps this mail from being shown as its files have it. */
  ready: (mail: MailName, language: string) => Promise<Problem[]>;
  /** Everything that is wrong anywhere. */
  problems: () => Promise<Problem[]>;
};

const unique = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.file}:${problem.line}:${problem.text}`, problem])).values(),
];

export const createSources = (places: Places): Sources => {
  const readWords = createWords(join(places.templates, "languages"));
  const templates = createTemplates(places.templates);
  const readSettings = createSettings(places.settings);
  return {
    ...places,
    readSuite: async () => {
      readWords();
      const { suite, problems } = await readSettings();
      if (!suite) throw new SettingsError(problemLines(problems));
      return suite;
    },
    ready: async (mail, language) =>
      unique([
        ...(await readSettings()).problems,
        ...(readWords().get(language) ?? []),
        ...(await templates.ready(mail)),
      ]),
    problems: async () =>
      unique([...(await readSettings()).problems, ...[...readWords().values()].flat(), ...templates.problems()]),
  };
};

/** Editors write in several steps: what is seen within this time is one save. */
const calm = 12;

/**
 * Tells when something was saved, however an editor does it: in place, or by putting a new file in the old one's place.
 * Folders are watched, for a watched file is lost with its first replacement.
 */
export const watchPlaces = ({ templates, settings }: Places, saved: (savedAt: number) => void): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  const watchFolder = (folder: string, wanted: (name: string) => boolean): FSWatcher =>
    watch(folder, (_, name) => {
      if (!name || !wanted(name)) return;
      const savedAt = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      clearTimeout(timer);
      timer = setTimeout(saved, calm, savedAt);
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
