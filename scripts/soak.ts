import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { project, readSettings } from "../local/settings.ts";
import { SettingsError } from "../src/errors.ts";
import { run } from "./run.ts";
import { environmentFor } from "./soak/place.ts";
import { type Result, tableOf } from "./soak/results.ts";

const usage = `npm run soak [-- --ci] [--only R1,R3] [--size '{"users":2000}']

  Breaks everything around the suite and counts what is lost. --ci: the sizes of npm test. --only: these proofs.
  --size: other sizes, as JSON, for the proofs that have them. The table goes to .local/soak.md, too.`;

/** Lambda's retries, leases and outages by the real clock: the longest proof takes about ten minutes. */
const patience = 30 * 60_000;

await run(async () => {
  const { values } = parseArgs({
    options: { ci: { type: "boolean" }, only: { type: "string" }, size: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return console.log(usage);
  // Proofs load functions, which read their environment at once; each runs in a process that sets its own.
  Object.assign(process.env, environmentFor({ dynamodb: "http://127.0.0.1:9" }));
  const { proofs } = await import("./soak/proofs.ts");
  const wanted = values.only?.split(",").map((id) => id.trim());
  const unknown = wanted?.filter((id) => !proofs.some((proof) => proof.id === id)) ?? [];
  if (unknown.length > 0)
    throw new SettingsError(`There is no ${unknown.join(", ")}: ${proofs.map(({ id }) => id).join(", ")}.`);
  const results: Result[] = [];
  for (const proof of proofs.filter(({ id }) => !wanted || wanted.includes(id))) {
    const sizes = Object.entries(JSON.parse(values.size ?? "{}")).filter(([name]) => name in proof.full);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        join("scripts", "soak", "run.ts"),
        proof.id,
        values.ci ? "ci" : "full",
        JSON.stringify(Object.fromEntries(sizes)),
      ],
      { cwd: project, timeout: patience },
    );
    const result: Result = { what: proof.what, goal: proof.goal, ...JSON.parse(stdout) };
    results.push(result);
    console.log(`${result.id} ${result.misses.length === 0 ? "holds" : "MISSES"} after ${result.seconds} s`);
  }
  const table = tableOf(results);
  console.log(`\n${table}`);
  const { state } = readSettings({});
  await mkdir(state, { recursive: true });
  await writeFile(join(state, "soak.md"), `${table}\n`);
  if (results.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
});
