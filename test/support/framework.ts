import { run } from "../../scripts/run.ts";
import { serverless } from "../../scripts/serverless.ts";

// A process of its own for tests that wait for the framework.
await run(() => serverless(process.argv.slice(2)));
