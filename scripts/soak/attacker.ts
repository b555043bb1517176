/** Attacks one trigger, in a thread of its own: a bundle's stand-ins for AWS hold what one event meets. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { bundled } from "../../test/support/bundle.ts";
import { attack, type Fuzzed } from "../../test/support/fuzz-run.ts";
import type { Handler } from "../../test/support/fuzz-targets.ts";
import { settings, triggers } from "./attacked.ts";

export type Order = { name: string; events: number; seed: number };
export type Outcome = Fuzzed & { cpuSeconds: number };

const { name, events, seed }: Order = workerData;
const target = { ...triggers, ...settings }[name];
if (!target) throw new Error(`There is no ${name} to attack.`);
const folder = await mkdtemp(join(tmpdir(), "suite-fuzz-"));
try {
  const handler = bundled<Handler>(target.entry, folder, name, target.changes);
  const started = process.threadCpuUsage();
  const fuzzed = await attack(target, handler, { events, seed });
  const { user, system } = process.threadCpuUsage(started);
  if (!fuzzed.wrong && events >= 1_000 && fuzzed.sources < target.sources)
    throw new Error(`Only ${fuzzed.sources} sources of ${name} were attacked.`);
  parentPort?.postMessage({ ...fuzzed, cpuSeconds: Math.round((user + system) / 1e5) / 10 } satisfies Outcome);
} finally {
  await rm(folder, { recursive: true, force: true });
}
