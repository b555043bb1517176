import { writeGallery } from "./gallery.ts";
import { writePictures } from "./pictures.ts";
import { startPreview } from "./server.ts";
import { createSources, type Places } from "./sources.ts";

export type Run = Places & {
  port: number;
  /** Folders to write instead of serving. */
  gallery?: string;
  pictures?: string;
};

/** Writes what was asked for, or serves the preview until it is interrupted. */
export const runPreview = async ({ gallery, pictures, port, ...places }: Run): Promise<void> => {
  const sources = createSources(places);
  if (gallery) console.log(await writeGallery(sources, gallery));
  if (pictures) console.log(await writePictures(sources, pictures));
  if (gallery || pictures) return;
  const { url, stop } = await startPreview(sources, port);
  console.log(`\n  Preview   ${url}\n\n  Ready after ${(performance.now() / 1000).toFixed(1)} s. Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve());
  });
  await stop();
};
