import { SettingsError } from "../../src/errors.ts";
import { StartError } from "../settings.ts";
import { writeGallery } from "./gallery.ts";
import { readOptions, usage } from "./options.ts";
import { writePictures } from "./pictures.ts";
import { startPreview } from "./server.ts";
import { createSources } from "./sources.ts";

const serveUntilInterrupted = async (start: () => ReturnType<typeof startPreview>): Promise<void> => {
  const { url, stop } = await start();
  console.log(`\n  Preview   ${url}\n\n  Ready after ${(performance.now() / 1000).toFixed(1)} s. Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve());
  });
  await stop();
};

const work = async (words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => {
  const options = readOptions(words, environment);
  if (options.help) return console.log(usage);
  const sources = await createSources(options);
  if (options.gallery) console.log(await writeGallery(sources, options.gallery));
  if (options.pictures) console.log(await writePictures(sources, options.pictures));
  if (!options.gallery && !options.pictures) await serveUntilInterrupted(() => startPreview(sources, options.port));
};

/** Runs the command; what a person can mend is said without a stack. */
export const run = async (words: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> => {
  try {
    await work(words, environment);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof StartError || error instanceof SettingsError ? error.message : error);
    process.exit(1);
  }
};
