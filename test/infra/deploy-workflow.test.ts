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
/** What .ci/run and the workflow run alike, and where the one installs for it. */
const [checks, ownRun] = [".ci/checks", ".ci/run"].map((file) => readFileSync(file, "utf8")) as [string, string];
const steps = [...jobs.test.steps, ...deploy.steps, { run: checks }];

/** The npm scripts that a workflow runs and package.json has not. */
const missingScripts = (given: readonly Step[]): string[] =>
  given
    .flatMap(({ run = "" }) => [...run.matchAll(/npm (?:run (?:--\S+ )*([\w:-]+)|(test)\b)/g)])
    .map(([, named, test]) => named ?? test ?? "")
    .filter((name) => !scripts.includes(name));

describe("the deployment by GitHub", () => {
  it("is a workflow that GitHub takes", () => {
    expect([...findWorkflowProblems(text), ...findWorkflowProblems(testText)]).toEqual([]);
  });

  it.each([
    ["a permission that does not exist", "id-token: write", "id-token: wriet", "Unexpected value 'wriet'"],
    ["a key that does not exist", "timeout-minutes: 60", "time-out: 60", "Unexpected value 'time-out'"],
    ["an expression that does not exist", "vars.AWS_DEPLOY_ROLE", "var.AWS_DEPLOY_ROLE", "named-value: 'var'"],
  ])("is checked: %s is found", (_what, from, to, problem) => {
    expect(text).toContain(from);
    expect(findWorkflowProblems(text.replace(from, to))).toEqual([expect.stringContaining(problem)]);
  });

  it("runs scripts that exist", () => {
    expect(missingScripts(steps)).toEqual([]);
    expect(missingScripts([{ run: "npm run nothing -- --stage dev" }])).toEqual(["nothing"]);
  });

  it("deploys what was tested, packaged and looked over, and gets credentials only then", () => {
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
    // GitHub sets CI, and then test/apart/check-mail.test.ts stops where SpamAssassin is missing.
    expect(tests.slice(-2)).toEqual([expect.stringMatching(/install.*spamd/), ".ci/checks"]);
  });

  it("tests the same as .ci/run", () => {
    expect(ownRun.trimEnd().split("\n").at(-1)).toBe(".ci/checks");
    for (const command of ["npm ci", "--coverage", "npm run proofs"]) expect(checks).toContain(command);
    expect(checks).toMatch(/^npm test$/m);
  });

  it("gives nothing to the tests, and a token to the deployment alone", () => {
    expect([workflow.permissions, permissions]).toEqual([{}, {}]);
    expect([tested.permissions, jobs.test.permissions]).toEqual([{ contents: "read" }, { contents: "read" }]);
    expect(deploy.permissions).toEqual({ contents: "read", "id-token": "write" });
    expect(text + testText).not.toMatch(/secrets\b/);
  });

  it("tests a pull request with no more rights than its author has", () => {
    expect(Object.keys(on)).toEqual(["pull_request", "workflow_call"]);
  });

  it("knows every stage that has settings, and deploys one at a time", () => {
    const { options } = workflow.on.workflow_dispatch.inputs.stage;
    expect(options.filter((stage) => !existsSync(`config/${stage}.yml`))).toEqual([]);
    expect(deploy.environment).toContain("inputs.stage");
    expect(workflow.concurrency).toEqual({
      group: expect.stringContaining("inputs.stage"),
      "cancel-in-progress": false,
    });
  });

  it("takes no input into a command line but by the environment", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  it("pins every action to a commit, and says which release that is", () => {
    const uses = `${text}${testText}`.split("\n").filter((line) => /uses: [^.]/.test(line));
    expect(uses).toHaveLength(5);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
