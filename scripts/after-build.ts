import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "./run.ts";

/**
 * Builds, then runs the script that is named first with the words after it. `--config <folder>` holds for both, and for
 * all that they start.
 */
await run(async () => {
  // Not before, as in build.ts: a language file that is no JSON is to be named in a sentence.
  const { configurationFolder, withoutConfig } = await import("./configuration.ts");
  const [script = "", ...words] = process.argv.slice(2);
  const named = words.some((word) => word === "--config" || word.startsWith("--config="));
  if (named) process.env["SUITE_CONFIG"] = configurationFolder(words);
  const build = spawnSync(process.execPath, [join(import.meta.dirname, "build.ts")], { stdio: "inherit" });
  if (build.status !== 0) process.exit(build.status ?? 1);
  performance.mark("built");
  const path = resolve(script);
  process.argv = [process.argv[0] ?? process.execPath, path, ...withoutConfig(words)];
  await import(pathToFileURL(path).href);
});
