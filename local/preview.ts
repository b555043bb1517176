import { run } from "./preview/run.ts";

await run(process.argv.slice(2), process.env);
