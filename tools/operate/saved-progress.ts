import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createSave, readSaved } from "../../local/saved-file.ts";
import type { BackfillProgress } from "./backfill-users.ts";

type Saved = { userPoolId: string; table: string; progress: BackfillProgress };

/** The saved progress of a backfill. A file for another pool or table counts as empty. */
export const openSavedProgress = (file: string, userPoolId: string, table: string) => ({
  read: async (): Promise<BackfillProgress | undefined> => {
    const saved = (await readSaved(file)) as Saved | undefined;
    return saved?.userPoolId === userPoolId && saved.table === table ? saved.progress : undefined;
  },
  write: async (progress: BackfillProgress): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await createSave(file)(JSON.stringify({ userPoolId, table, progress } satisfies Saved));
  },
  remove: (): Promise<void> => rm(file, { force: true }),
});
