import { run } from "./run.ts";
import { serverless } from "./serverless.ts";

/** Deploys a stage; options are the Serverless Framework's own. */
await run(() => serverless(["deploy", ...process.argv.slice(2)]));
