import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { project } from "../../local/settings.ts";

const load = createRequire(import.meta.url);

/** A change of the source that the bundle is made from: every `from` in `file` becomes `to`. */
export type Change = { file: string; from: string; to: string };

/** A handler as Lambda gets it, bundled and minified into `folder`, with changes if a test needs a broken one. */
export const bundled = <Handler>(
  entry: string,
  folder: string,
  name: string,
  changes: readonly Change[] = [],
): Handler => {
  const outfile = join(folder, `${name}.cjs`);
  const bundler = join(project, "test", "support", "bundle-handler.mjs");
  execFileSync(process.execPath, [bundler, JSON.stringify({ entry, outfile, changes })], {
    cwd: project,
    // Jest's, in which a test may have named another settings folder.
    env: process.env,
    stdio: "pipe",
  });
  return load(outfile).handler;
};
