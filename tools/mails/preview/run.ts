import type { Environment } from "../../../schema/folder.ts";
import { writeGallery } from "./gallery.ts";
import { writePictures } from "./pictures.ts";
import { startPreview } from "./server.ts";
import { createSources, type SourcePaths } from "./sources.ts";

export type Run = SourcePaths & {
  port: number;
  environment: Environment;
  /** Folders to write to, instead of serving the preview. */
  gallery?: string;
  pictures?: string;
};

/** Writes the gallery or pictures, or serves the preview until it is interrupted. */
export const runPreview = async ({ gallery, pictures, port, environment, ...paths }: Run): Promise<void> => {
  const sources = createSources(paths);
  if (gallery) console.log(await writeGallery(sources, gallery));
  if (pictures) console.log(await writePictures(sources, pictures, environment));
  if (gallery || pictures) return;
  const { url, stop } = await startPreview(sources, port, environment);
  console.log(
    `\n  Preview   ${url}\n\n  Ready after ${(performance.now() / 1000).toFixed(1)} s. To stop, press Ctrl-C.\n`,
  );
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve());
  });
  await stop();
};
