import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../schema/folder.ts";

/** Bundles a handler as for Lambda, with the settings of the environment. @returns the file */
export const bundle = (entry: string, folder: string, name: string): string => {
  const outfile = join(folder, `${name}.cjs`);
  const bundler = join(root, "test", "support", "bundle-handler.mjs");
  // A test may have set another settings folder in this environment.
  execFileSync(process.execPath, [bundler, JSON.stringify({ entry, outfile })], { cwd: root, env: process.env });
  return outfile;
};
