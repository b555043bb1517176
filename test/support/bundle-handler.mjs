// Bundles a handler with the options of serverless.yml, apart from jest, whose sandbox esbuild refuses to work in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";
import { parse } from "yaml";

const { entry, outfile, changes } = JSON.parse(process.argv[2]);
const { custom } = parse(readFileSync("serverless.yml", "utf8"), { logLevel: "silent" });
const { outputFileExtension, outputWorkFolder, watch, exclude, plugins, ...options } = custom.esbuild;

const seed = {
  name: "seed",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.(ts|js)$/ }, ({ path }) => {
      const own = changes.filter(({ file }) => path.endsWith(file));
      if (own.length === 0) return undefined;
      let contents = readFileSync(path, "utf8");
      for (const { file, from, to } of own) {
        if (!contents.includes(from)) throw new Error(`${file} has no "${from}" any more: mend the seeded bug.`);
        contents = contents.replaceAll(from, to);
      }
      return { contents, loader: path.endsWith(".ts") ? "ts" : "js" };
    }),
};

await build({
  ...options,
  entryPoints: [entry],
  outfile,
  plugins: [seed, ...createRequire(import.meta.url)(resolve(plugins))],
});
