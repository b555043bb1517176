import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { project } from "../../local/settings.ts";

/** Bundles a handler as Lambda gets it, by the settings that the environment names; answers with the file. */
export const bundle = (entry: string, folder: string, name: string): string => {
  const outfile = join(folder, `${name}.cjs`);
  const bundler = join(project, "test", "support", "bundle-handler.mjs");
  // Jest's environment, in which a test may have named another settings folder.
  execFileSync(process.execPath, [bundler, JSON.stringify({ entry, outfile })], { cwd: project, env: process.env });
  return outfile;
};
