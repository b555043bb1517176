import { openProject } from "../../scripts/configuration.ts";
import { run } from "../../scripts/run.ts";
import { serverless } from "../../scripts/serverless.ts";

// A process of its own for tests that wait for the framework.
await run((words, environment) => serverless(openProject(undefined, environment), words));
