import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildSync } from "esbuild";
import { parse } from "yaml";

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
      stdin: { contents: `export * from "@actions/workflow-parser";`, resolveDir: process.cwd() },
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
const findWorkflowProblems = (content: string): string[] =>
  parseWorkflow({ name: "deploy.yml", content }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(({ message }) => message);

const text = readFileSync(".github/workflows/deploy.yml", "utf8");
const testText = readFileSync(".github/workflows/test.yml", "utf8");
const scripts = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).scripts);

type Step = { id?: string; uses?: string; run?: string; with?: Record<string, unknown> };
type Job = { permissions: Record<string, string>; steps: Step[]; environment?: string; needs?: string; if?: string };
type Workflow = {
  on: { workflow_dispatch: { inputs: { stage: { options: string[] } } } };
  permissions: object;
  jobs: Record<string, Job>;
  concurrency: { group: string; "cancel-in-progress": boolean };
};
const workflow = parse(text) as Workflow;
const { test: tested, deploy } = workflow.jobs as { test: Job & { uses: string }; deploy: Job };
const { jobs, on, permissions } = parse(testText) as { jobs: { test: Job }; on: object; permissions: object };
/** The checks that .ci/run and the workflow share, and .ci/run itself. */
const [checks, ownRun] = [".ci/checks", ".ci/run"].map((file) => readFileSync(file, "utf8")) as [string, string];
const steps = [...jobs.test.steps, ...deploy.steps, { run: checks }];

/** The npm scripts that a workflow runs and package.json lacks. */
const findMissingScripts = (given: readonly Step[]): string[] =>
  given
    .flatMap(({ run = "" }) => [...run.matchAll(/npm (?:run (?:--\S+ )*([\w:-]+)|(test)\b)/g)])
    .map(([, named, test]) => named ?? test ?? "")
    .filter((name) => !scripts.includes(name));

describe("the GitHub workflow", () => {
  it("is valid for GitHub", () => {
    expect([...findWorkflowProblems(text), ...findWorkflowProblems(testText)]).toEqual([]);
  });

  it.each([
    ["an unknown permission", "id-token: write", "id-token: wriet", "Unexpected value 'wriet'"],
    ["an unknown key", "timeout-minutes: 60", "time-out: 60", "Unexpected value 'time-out'"],
    ["an unknown expression", "vars.AWS_DEPLOY_ROLE", "var.AWS_DEPLOY_ROLE", "named-value: 'var'"],
  ])("fails the check with %s", (_what, from, to, problem) => {
    expect(text).toContain(from);
    expect(findWorkflowProblems(text.replace(from, to))).toEqual([expect.stringContaining(problem)]);
  });

  it("runs only scripts that exist", () => {
    expect(findMissingScripts(steps)).toEqual([]);
    expect(findMissingScripts([{ run: "npm run nothing -- --stage dev" }])).toEqual(["nothing"]);
  });

  it("tests, packages and checks the stage before it gets credentials", () => {
    const runs = deploy.steps.map(({ run, uses }) => run ?? uses?.split("@")[0]);
    expect(runs.filter((run) => !run?.startsWith("echo"))).toEqual([
      "actions/checkout",
      "actions/setup-node",
      "npm ci",
      'npm run package -- --stage "$STAGE"',
      'npm run doctor -- --stage "$STAGE"',
      "aws-actions/configure-aws-credentials",
      'npm run deploy -- --stage "$STAGE"',
    ]);
    expect(deploy.needs).toBe("test");
    expect(tested.uses).toBe("./.github/workflows/test.yml");
    const tests = jobs.test.steps.map(({ run }) => run ?? "");
    // GitHub sets CI, which makes test/apart/check-mail.test.ts fail without SpamAssassin.
    expect(tests.slice(-2)).toEqual([expect.stringMatching(/install.*spamd/), ".ci/checks"]);
  });

  it("runs the same checks as .ci/run", () => {
    expect(ownRun.trimEnd().split("\n").at(-1)).toBe(".ci/checks");
    for (const command of ["npm ci", "--coverage", "npm run proofs"]) expect(checks).toContain(command);
    expect(checks).toMatch(/^npm test$/m);
  });

  it("gives the tests no secrets, and only the deployment a token", () => {
    expect([workflow.permissions, permissions]).toEqual([{}, {}]);
    expect([tested.permissions, jobs.test.permissions]).toEqual([{ contents: "read" }, { contents: "read" }]);
    expect(deploy.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(text + testText).not.toMatch(/secrets\b/);
  });

  it("tests a pull request with the permissions of its author", () => {
    expect(Object.keys(on)).toEqual(["pull_request", "workflow_call"]);
  });

  it("offers only stages with settings, and deploys one at a time", () => {
    const { options } = workflow.on.workflow_dispatch.inputs.stage;
    expect(options.filter((stage) => !existsSync(`config/${stage}.yml`))).toEqual([]);
    expect(deploy.environment).toContain("inputs.stage");
    expect(workflow.concurrency).toEqual({
      group: expect.stringContaining("inputs.stage"),
      "cancel-in-progress": false,
    });
  });

  it("passes inputs to commands only through the environment", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  it("pins every action to a commit, and names its release", () => {
    const uses = `${text}${testText}`.split("\n").filter((line) => /uses: [^.]/.test(line));
    expect(uses).toHaveLength(5);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
