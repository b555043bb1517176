import { configurationFile } from "../scripts/configuration.ts";
import { SettingsError } from "../src/errors.ts";
import { readOptions, usage } from "./preview/options.ts";
import { runPreview } from "./preview/run.ts";
import { StartError } from "./settings.ts";

try {
  const options = readOptions(process.argv.slice(2), process.env, configurationFile("suite.config.ts"));
  if (options.help) console.log(usage);
  else await runPreview(options);
  process.exit(0);
} catch (error) {
  console.error(error instanceof StartError || error instanceof SettingsError ? error.message : error);
  process.exit(1);
}
