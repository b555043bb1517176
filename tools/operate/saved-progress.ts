import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createSave, readSaved } from "../../local/saved-file.ts";
import type { Progress } from "./backfill-users.ts";

type Saved = { userPoolId: string; table: string; progress: Progress };

/** A place's progress in a file; another pool or table has none there. */
export const savedProgress = (file: string, userPoolId: string, table: string) => ({
  read: async (): Promise<Progress | undefined> => {
    const saved = (await readSaved(file)) as Saved | undefined;
    return saved?.userPoolId === userPoolId && saved.table === table ? saved.progress : undefined;
  },
  write: async (progress: Progress): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await createSave(file)(JSON.stringify({ userPoolId, table, progress } satisfies Saved));
  },
  remove: (): Promise<void> => rm(file, { force: true }),
});
