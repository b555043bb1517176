import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const load = createRequire(__filename);

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
  execFileSync(process.execPath, [join(__dirname, "bundle-handler.mjs"), JSON.stringify({ entry, outfile, changes })], {
    cwd: root,
    stdio: "pipe",
  });
  return load(outfile).handler;
};
