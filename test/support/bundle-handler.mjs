// Bundles a handler with the options of serverless.yml, apart from jest, whose sandbox esbuild refuses to work in.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { parse } from "yaml";
import bundle from "../../infra/framework/bundling.cjs";

const { entry, outfile, changes, standIns } = JSON.parse(process.argv[2]);
const { functions } = parse(readFileSync("serverless.yml", "utf8"), { logLevel: "silent", merge: true });

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

// What a test changes has to be in the bundle, whatever the settings would put in its place.
const { imports } = JSON.parse(readFileSync("package.json", "utf8"));
const changed = Object.entries(imports).flatMap(([name, target]) =>
  target.startsWith("./src/") && changes.some(({ file }) => target.endsWith(file)) ? [[name, resolve(target)]] : [],
);
const options = bundle.bundling(functions, { ...Object.fromEntries(changed), ...standIns });
await build({ ...options, entryPoints: [entry], outfile, plugins: [seed, ...options.plugins] });
