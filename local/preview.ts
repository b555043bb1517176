import { configurationFile } from "../scripts/configuration.ts";
import { SettingsError } from "../src/errors.ts";
import { writeGallery } from "./preview/gallery.ts";
import { readOptions, usage } from "./preview/options.ts";
import { writePictures } from "./preview/pictures.ts";
import { startPreview } from "./preview/server.ts";
import { createSources, type Sources } from "./preview/sources.ts";
import { StartError } from "./settings.ts";

const serveUntilInterrupted = async (sources: Sources, port: number): Promise<void> => {
  const { url, stop } = await startPreview(sources, port);
  console.log(`\n  Preview   ${url}\n\n  Ready after ${(performance.now() / 1000).toFixed(1)} s. Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => resolve());
  });
  await stop();
};

const work = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env, configurationFile("suite.config.ts"));
  if (options.help) return console.log(usage);
  const sources = createSources(options);
  if (options.gallery) console.log(await writeGallery(sources, options.gallery));
  if (options.pictures) console.log(await writePictures(sources, options.pictures));
  if (!options.gallery && !options.pictures) await serveUntilInterrupted(sources, options.port);
};

try {
  await work();
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError || error instanceof SettingsError ? error.message : error);
  process.exit(1);
}
