import { assert, asyncModelRun, asyncProperty, commands, integer } from "fast-check";
import { newRandom } from "../support/seeded-random.ts";
import { newOutboxActors, type OutboxActors } from "./outbox-actors.ts";
import { type Known, listKeys, minute, outboxCommands } from "./outbox-commands.ts";
import { findRowProblems } from "./outbox-rules.ts";
import { listDifferent, type ProofCounts, prove } from "./proof.ts";

type Size = { interleavings: number };

/** Afterwards without faults: a sweep every minute for the longest wait, and then nothing may be owed. */
const heal = async (real: OutboxActors, known: Known): Promise<void> => {
  for (let sweep = 0; sweep < 17; sweep += 1) {
    real.world.now += minute;
    await real.sweep({ ses: "ok" });
  }
  const [wrong] = findRowProblems(real, known);
  if (wrong) throw new Error(wrong);
  const owed = listKeys(real).filter(({ status }) => status === "PENDING" || status === "SENDING");
  if (owed.length > 0) throw new Error(`${owed.length} mails are owed for ever`);
};

const run = async ({ interleavings }: Size): Promise<ProofCounts> => {
  const facts: ProofCounts = {
    interleavings: 0,
    steps: 0,
    mails: 0,
    sends: 0,
    "workers died": 0,
    "allowed repeats": 0,
    "queued again": 0,
    "dead until SES's event": 0,
    dead: 0,
    wrong: 0,
  };
  const add = (name: string, count: number) => {
    facts[name] = (facts[name] ?? 0) + count;
  };
  await assert(
    asyncProperty(commands(outboxCommands, { maxCommands: 40, size: "+1" }), integer(), async (all, seed) => {
      const real = newOutboxActors(newRandom(seed));
      const known: Known = new Map();
      await asyncModelRun(() => ({ model: known, real }), all);
      await heal(real, known);
      add("interleavings", 1);
      add("steps", real.world.step);
      add("mails", real.world.outbox.rows.size);
      add("sends", real.world.sends.length);
      add("workers died", real.world.deaths);
      add("allowed repeats", real.world.repeats);
      add("queued again", real.world.revived.size);
      add("dead until SES's event", real.world.untilEvent);
      add("dead", listKeys(real).filter(({ status }) => status === "DEAD").length);
    }),
    { numRuns: interleavings },
  );
  return facts;
};

prove<Size>({
  id: "R6",
  what: "model of the outbox: queueing, stream, sweeps, time, SES, crashes at four points, events, redrive, parallel workers",
  goal: "every owed mail is due, nothing after SENT, after DEAD only SES's event or redrive, leases are exclusive, a repeat only after a lost response whose event never arrived",
  small: { interleavings: 1_000 },
  full: { interleavings: 20_000 },
  run,
  misses: (facts, { interleavings }) => [
    ...listDifferent(facts, { interleavings, wrong: 0 }),
    // A model without deaths and repeats would prove nothing.
    ...["workers died", "allowed repeats", "queued again", "dead until SES's event"]
      .filter((name) => (facts[name] ?? 0) < interleavings / 50)
      .map((name) => `${name} is only ${facts[name]}`),
  ],
});
