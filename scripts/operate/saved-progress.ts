import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Progress } from "./backfill-users.ts";

/** A place's progress in a file; another pool or table has none there. */
export const savedProgress = (file: string, userPoolId: string, table: string) => ({
  read: async (): Promise<Progress | undefined> => {
    const saved = await readFile(file, "utf8").then(JSON.parse, () => undefined);
    return saved?.userPoolId === userPoolId && saved.table === table ? saved.progress : undefined;
  },
  write: async (progress: Progress): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify({ userPoolId, table, progress }));
    await rename(`${file}.new`, file);
  },
  remove: (): Promise<void> => rm(file, { force: true }),
});
