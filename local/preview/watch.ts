import { existsSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write in several steps: what is seen within this time is one save. */
const calm = 12;
/** A file that is gone for longer was not being replaced. */
const replaced = 120;

/**
 * Tells which files were saved, once per save, however an editor does it: in place, or by putting a new file in the old
 * one's place. Folders are watched, for a watched file is lost with its first replacement.
 */
export const watchFolders = (
  folders: readonly string[],
  wanted: (file: string) => boolean,
  saved: (files: string[]) => void,
): (() => void) => {
  const waiting = new Set<string>();
  const contents = new Map<string, string | undefined>();
  let timer: NodeJS.Timeout | undefined;

  const read = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
  const flush = (patient: boolean): void => {
    const files = [...waiting];
    if (patient && files.some((file) => !existsSync(file))) {
      timer = setTimeout(flush, replaced, false);
      return;
    }
    waiting.clear();
    const different = files.filter((file) => {
      const content = read(file);
      const same = contents.has(file) && contents.get(file) === content;
      contents.set(file, content);
      return !same;
    });
    if (different.length > 0) saved(different);
  };
  const watchers = folders.map((folder) =>
    watch(folder, (_, name) => {
      if (!name || !wanted(join(folder, name))) return;
      waiting.add(join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(flush, calm, true);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
