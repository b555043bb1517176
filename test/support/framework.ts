import { openProject } from "../../schema/read.ts";
import { printFailure } from "../../tools/failure.ts";
import { runServerless } from "../../tools/framework.ts";

// A separate process for tests that wait for the framework.
try {
  await runServerless(openProject(undefined, process.env), process.argv.slice(2));
} catch (error) {
  printFailure(error);
}
