import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

type Parser = {
  parseWorkflow: (
    file: { name: string; content: string },
    trace: unknown,
  ) => { context: { errors: { getErrors: () => Array<{ message: string }> } } };
  NoOperationTraceWriter: new () => unknown;
};

/** GitHub's parser is an ES module that imports JSON in a way that Node.js does not support, so it is bundled first. */
const load = (): Parser => {
  const folder = mkdtempSync(join(tmpdir(), "workflow-"));
  try {
    const outfile = join(folder, "parser.cjs");
    buildSync({
      stdin: { contents: `export * from "@actions/workflow-parser";`, resolveDir: resolve(__dirname, "../..") },
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile,
    });
    return createRequire(__filename)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const { parseWorkflow, NoOperationTraceWriter } = load();

/** The problems that GitHub finds in a workflow: unknown keys, values and expressions. */
export const findWorkflowProblems = (content: string): string[] =>
  parseWorkflow({ name: "deploy.yml", content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);
