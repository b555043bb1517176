import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { project, readSettings } from "../local/settings.ts";
import { openProject } from "../schema/read.ts";
import { SettingsError } from "../src/runtime/errors.ts";
import { run } from "./run.ts";
import { environmentFor } from "./soak/place.ts";
import type { Facts, Proof } from "./soak/proof.ts";
import { lineOf, type Result, tableOf } from "./soak/results.ts";

const usage = `npm run soak [-- --ci] [--only R1,R3] [--size '{"users":2000}']

  Breaks everything around the suite and counts what is lost, in about 25 minutes. What measures no time runs beside the
  rest. --ci: the sizes of npm test. --only: these proofs.
  --size: other sizes, as JSON, for the proofs that have them. The table goes to .local/soak.md, too.`;

/** Milliseconds; the longest proof takes about a quarter of an hour. */
const patience = 60 * 60_000;

/** Of no urgency, from 0 to 19: what runs beside the others takes the time that they leave. */
const beside = 5;

type Size = { kind: "ci" | "full"; changes: Facts };

/** Runs a proof in a process that sets its own environment, for functions read it at once. */
const prove = async (proof: Proof, { kind, changes }: Size): Promise<Result> => {
  const started = performance.now();
  const own = Object.fromEntries(Object.entries(changes).filter(([name]) => name in proof.full));
  const running = promisify(execFile)(
    process.execPath,
    [join("scripts", "soak", "run.ts"), proof.id, kind, JSON.stringify(own)],
    { cwd: project, timeout: patience },
  );
  if (proof.beside && running.child.pid) setPriority(running.child.pid, beside);
  const { id, what, goal } = proof;
  try {
    const { stdout, stderr } = await running;
    if (stderr) console.error(stderr);
    return { what, goal, ...JSON.parse(stdout) };
  } catch (error) {
    console.error((error as { stderr?: string }).stderr ?? error);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { id, what, goal, size: { ...proof[kind], ...own }, facts: {}, misses: ["it ended with an error"], seconds };
  }
};

/** One proof after the other. */
const proveAll = async (proofs: readonly Proof[], size: Size): Promise<Result[]> => {
  const results: Result[] = [];
  for (const proof of proofs) {
    const result = await prove(proof, size);
    results.push(result);
    console.log(lineOf(result));
  }
  return results;
};

await run(async (words, environment) => {
  const { values } = parseArgs({
    args: words,
    options: { ci: { type: "boolean" }, only: { type: "string" }, size: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return console.log(usage);
  // Proofs load functions, which read their environment at once.
  Object.assign(process.env, environmentFor({ dynamodb: "http://127.0.0.1:9" }));
  const { proofs } = await import("./soak/proofs.ts");
  const wanted = values.only?.split(",").map((id) => id.trim());
  const unknown = wanted?.filter((id) => !proofs.some((proof) => proof.id === id)) ?? [];
  if (unknown.length > 0)
    throw new SettingsError(`There is no ${unknown.join(", ")}: ${proofs.map(({ id }) => id).join(", ")}.`);
  const chosen = proofs.filter(({ id }) => !wanted || wanted.includes(id));
  const size: Size = { kind: values.ci ? "ci" : "full", changes: JSON.parse(values.size ?? "{}") };
  const started = performance.now();
  const both = await Promise.all([
    proveAll(
      chosen.filter((proof) => !proof.beside),
      size,
    ),
    proveAll(
      chosen.filter((proof) => proof.beside),
      size,
    ),
  ]);
  const all = both.flat();
  const results = chosen.flatMap(({ id }) => all.filter((result) => result.id === id));
  console.log(`All after ${Math.round((performance.now() - started) / 1_000)} s.`);
  const table = tableOf(results);
  console.log(`\n${table}`);
  const { state } = readSettings({}, openProject(undefined, environment));
  await mkdir(state, { recursive: true });
  await writeFile(join(state, "soak.md"), `${table}\n`);
  if (results.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
});
