// Bundles a handler with the options of serverless.yml, outside jest, because esbuild does not run in its sandbox.
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { parse } from "yaml";
import bundle from "../../infra/framework/bundling.cjs";

const { entry, outfile, standIns } = JSON.parse(process.argv[2]);
const { functions } = parse(readFileSync("serverless.yml", "utf8"), { logLevel: "silent", merge: true });

await build({ ...bundle.createBuildOptions(functions, standIns), entryPoints: [entry], outfile });
