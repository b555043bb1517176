import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { splitConfig } from "./operate/options.ts";
import { run } from "./run.ts";
import { settingsFolder } from "./settings-folder.ts";

/**
 * Builds, then runs the script that is named first with the words after it. `--config <folder>` holds for both, and for
 * all that they start.
 */
await run(async ([script = "", ...words]) => {
  const { config, others } = splitConfig(words);
  if (config !== undefined) process.env["SUITE_CONFIG"] = settingsFolder(config, {});
  const build = spawnSync(process.execPath, [join(import.meta.dirname, "build.ts")], { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
  const path = resolve(script);
  process.argv = [process.argv[0] ?? process.execPath, path, ...others];
  await import(pathToFileURL(path).href);
});
