import { openProject } from "../../schema/read.ts";
import { run } from "../../scripts/run.ts";
import { serverless } from "../../tools/framework.ts";

// A process of its own for tests that wait for the framework.
await run((words, environment) => serverless(openProject(undefined, environment), words));
