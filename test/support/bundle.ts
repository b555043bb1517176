import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../schema/folder.ts";

/** Bundles a handler as Lambda gets it, by the settings that the environment names; answers with the file. */
export const bundle = (entry: string, folder: string, name: string): string => {
  const outfile = join(folder, `${name}.cjs`);
  const bundler = join(root, "test", "support", "bundle-handler.mjs");
  // Jest's environment, in which a test may have named another settings folder.
  execFileSync(process.execPath, [bundler, JSON.stringify({ entry, outfile })], { cwd: root, env: process.env });
  return outfile;
};
