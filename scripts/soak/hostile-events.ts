import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../../test/support/bundle.ts";
import { attack } from "../../test/support/fuzz-run.ts";
import * as targets from "../../test/support/fuzz-targets.ts";
import type { Facts, Proof } from "./proof.ts";

/** `seed` 0: other events each time. */
type Size = { events: number; seed: number };

const triggers: Record<string, targets.Target> = {
  customMessage: targets.customMessage,
  preSignUp: targets.preSignUp,
  postConfirmation: targets.postConfirmation,
  postAuthentication: targets.postAuthentication,
  preTokenGeneration: targets.preToken,
};

/** Each trigger as Lambda gets it, and so many events of somebody who means no good. */
const run = async ({ events, seed: given }: Size): Promise<Facts> => {
  const seed = given || Math.floor(Math.random() * 2 ** 31);
  const folder = await mkdtemp(join(tmpdir(), "suite-fuzz-"));
  const facts: Facts = { seed, events: 0, violations: 0 };
  try {
    for (const [name, target] of Object.entries(triggers)) {
      const handler = bundled<targets.Handler>(target.entry, folder, name, target.changes);
      const started = process.cpuUsage();
      const { wrong, events: handled, sources } = await attack(target, handler, { events, seed });
      const { user, system } = process.cpuUsage(started);
      if (!wrong && events >= 1_000 && sources < target.sources)
        throw new Error(`Only ${sources} sources of ${name} were attacked.`);
      if (wrong) console.error(`${name}, seed ${seed}: ${wrong}`);
      facts["events"] = (facts["events"] ?? 0) + handled;
      facts["violations"] = (facts["violations"] ?? 0) + (wrong ? 1 : 0);
      facts[`${name} CPU s`] = Math.round((user + system) / 1e5) / 10;
    }
    return facts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** R8. `--size '{"seed":<seed>}'` attacks with the same events again. */
export const hostileEvents: Proof<Size> = {
  id: "R8",
  what: "every trigger, attacked with hostile events while its servers fail",
  goal: "0 throws outside the contract, 0 violations",
  ci: { events: 100_000, seed: 0 },
  full: { events: 1_000_000, seed: 0 },
  beside: true,
  run,
  misses: ({ violations = 1, ...facts }, { events }) => [
    ...(violations > 0 ? [`violations is ${violations}, not 0`] : []),
    ...(facts["events"] === events * Object.keys(triggers).length ? [] : [`events is ${facts["events"]}`]),
  ],
};
