import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { SettingsError } from "../../src/errors.ts";
import type { Suite } from "../../src/settings.ts";
import type { MailName } from "../../src/templates/words.ts";
import { type Problem, problemLines } from "./problem.ts";
import { createSettings } from "./suite-settings.ts";
import { createTemplates } from "./templates.ts";
import { createWords } from "./words.ts";

/** Where templates, words and settings are read from. */
export type Places = { templates: string; settings: string };

export type Save = { files: string[]; savedAt: number };

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
 * Tells of each save, however an editor does it: in place, or by putting a new file in the old one's place. Folders are
 * watched, for a watched file is lost with its first replacement.
 */
export const watchPlaces = ({ templates, settings }: Places, saved: (save: Save) => void): (() => void) => {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    const files = [...waiting];
    waiting.clear();
    const times = files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    saved({ files: files.map((file) => basename(file)), savedAt: Math.max(...times) });
  };
  const wanted = (file: string) =>
    file === settings || (dirname(file) !== dirname(settings) && /\.(?:mjml|json)$/.test(file));
  const folders = [...["emails", "partials", "languages"].map((name) => join(templates, name)), dirname(settings)];
  const watchers = folders.map(
    (folder): FSWatcher =>
      watch(folder, (_, name) => {
        if (!name || !wanted(join(folder, name))) return;
        waiting.add(join(folder, name));
        clearTimeout(timer);
        timer = setTimeout(tell, calm);
      }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
