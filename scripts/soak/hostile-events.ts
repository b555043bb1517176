import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Target } from "../../test/support/fuzz-targets.ts";
import { settings, triggers } from "./attacked.ts";
import type { Order, Outcome } from "./attacker.ts";
import type { Facts, Proof } from "./proof.ts";

/** `seed` 0: other events each time. `atOnce`: so many triggers side by side, each in a thread. */
type Size = { events: number; seed: number; atOnce: number };

const attacked = async (order: Order): Promise<Outcome> => {
  const thread = new Worker(new URL("./attacker.ts", import.meta.url), { workerData: order });
  const [outcome] = await once(thread, "message");
  return outcome;
};

/** Each trigger as Lambda gets it, and so many events of somebody who means no good. */
const attackAll =
  (targets: Readonly<Record<string, Target>>) =>
  async ({ events, seed: given, atOnce }: Size): Promise<Facts> => {
    const seed = given || Math.floor(Math.random() * 2 ** 31);
    const facts: Facts = { seed, events: 0, violations: 0 };
    const waiting = Object.keys(targets).values();
    const lane = async () => {
      for (const name of waiting) {
        const { wrong, events: handled, cpuSeconds } = await attacked({ name, events, seed });
        if (wrong) console.error(`${name}, seed ${seed}: ${wrong}`);
        facts["events"] = (facts["events"] ?? 0) + handled;
        facts["violations"] = (facts["violations"] ?? 0) + (wrong ? 1 : 0);
        facts[`${name} CPU s`] = cpuSeconds;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    return facts;
  };

const proof = (
  targets: Readonly<Record<string, Target>>,
  { id, what, ci, full }: Pick<Proof<Size>, "id" | "what" | "ci" | "full">,
): Proof<Size> => ({
  id,
  what,
  goal: "0 throws outside the contract, 0 violations",
  ci,
  full,
  beside: true,
  run: attackAll(targets),
  misses: ({ violations = 1, ...facts }, { events }) => [
    ...(violations > 0 ? [`violations is ${violations}, not 0`] : []),
    ...(facts["events"] === events * Object.keys(targets).length ? [] : [`events is ${facts["events"]}`]),
  ],
});

/** R8. `--size '{"seed":<seed>}'` attacks with the same events again. */
export const hostileEvents = proof(triggers, {
  id: "R8",
  what: "every trigger, attacked with hostile events while its servers fail",
  ci: { events: 100_000, seed: 0, atOnce: 2 },
  full: { events: 1_000_000, seed: 0, atOnce: 1 },
});

export const hostileEventsOfSettings = proof(settings, {
  id: "R8b",
  what: "the same where sign-up is closed, providers are linked, claims are many or required, groups are given",
  ci: { events: 20_000, seed: 0, atOnce: 2 },
  full: { events: 200_000, seed: 0, atOnce: 1 },
});
