import { openProject } from "../../schema/read.ts";
import { sayFailure } from "../../tools/failure.ts";
import { serverless } from "../../tools/framework.ts";

// A process of its own for tests that wait for the framework.
try {
  await serverless(openProject(undefined, process.env), process.argv.slice(2));
} catch (error) {
  sayFailure(error);
}
