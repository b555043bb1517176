import {
  type AsyncCommand,
  assert,
  asyncModelRun,
  asyncProperty,
  commands,
  constant,
  constantFrom,
  integer,
  nat,
  option,
  record,
  tuple,
} from "fast-check";
import { leaseTime, longestBackoff, owedMail } from "../../src/rules/outbox.ts";
import { bounce, complaint, mailEvent } from "../../test/support/mail-events.ts";
import { type OutboxActors, outboxActors } from "./outbox-actors.ts";
import { rowProblems } from "./outbox-rules.ts";
import { type Plan, points, sesAnswers } from "./outbox-world.ts";
import { type Facts, type Proof, unlike } from "./proof.ts";

type Size = { interleavings: number };

const minute = 60_000;
const times = [1_000, 20_000, minute, 5 * minute, 15 * minute, 60 * minute, 24 * 60 * minute, 73 * 60 * minute];
const reader = { brand: "default", language: "en" } as const;
const events = [
  (id: string) => mailEvent("Send", { id }),
  (id: string) => mailEvent("Delivery", { id }),
  (id: string) => bounce({ id }),
  (id: string) => complaint({ id }),
];

type Known = Map<string, string>;

const command = (name: string, act: (world: OutboxActors) => Promise<unknown>): AsyncCommand<Known, OutboxActors> => ({
  check: () => true,
  toString: () => name,
  run: async (known, real) => {
    await act(real);
    const [wrong] = rowProblems(real, known);
    if (wrong) throw new Error(wrong);
  },
});

const keysIn = ({ world }: OutboxActors) => [...world.outbox.rows.values()];

const owe = nat(2).map((user) =>
  command(`owe ${user}`, async ({ world }) => world.outbox.owe(owedMail(`user-${user}`, "welcome", reader, world.now))),
);
const plan = record<Plan>({
  ses: constantFrom(...sesAnswers, "ok", "lost"),
  dies: option(constantFrom(...points), { freq: 4, nil: undefined }),
  waits: option(constantFrom(...points), { freq: 4, nil: undefined }),
  cannotMark: nat(9).map((number) => number === 0),
});
const rings = tuple(plan, nat(2), nat(2)).map(([how, from, more]) =>
  command(`stream ${JSON.stringify(how)} ${from}+${more}`, (real) =>
    real.ring(how, keysIn(real).slice(from, from + more + 1)),
  ),
);
const sweeps = plan.map((how) => command(`sweep ${JSON.stringify(how)}`, (real) => real.sweep(how)));
const passes = constantFrom(...times, ...times.slice(0, 5)).map((time) =>
  command(`${time / 1_000} s pass`, async ({ world }) => {
    world.now += time;
  }),
);
const hours = nat(2).map((extra) =>
  command("SES refuses for hours", async (real) => {
    for (let sweep = 0; sweep < 10 + extra; sweep += 1) {
      await real.sweep({ ses: "refuse" });
      real.world.now += 15 * minute;
      // A wait that is too long shows at once, not when it is over.
      if (keysIn(real).some(({ dueAt = 0 }) => dueAt > real.world.now + longestBackoff)) return;
    }
  }),
);
const doubts = constant(
  command("SES takes all and says nothing, then refuses for good", async (real) => {
    await real.sweep({ ses: "lost" });
    real.world.now += leaseTime;
    await real.sweep({ ses: "impossible" });
  }),
);
const redrives = constant(command("redrive", (real) => real.redrive()));
const goesOn = nat(9).map((index) => command(`worker ${index} goes on`, (real) => real.goOn(index)));
const hears = tuple(nat(9), integer({ min: 1, max: 5 }), nat(3)).map(([index, repeats, type]) =>
  command(`event ${type} of mail ${index}, ${repeats} times`, async (real) => {
    const sends = real.world.sends;
    const send = sends[index % sends.length];
    const event = send && events[type]?.(send.id);
    if (event) await real.hear(event, repeats);
  }),
);
/** Then all is well: minute by minute a sweep, for as long as the longest wait takes; nothing may be owed any more. */
const heal = async (real: OutboxActors, known: Known): Promise<void> => {
  for (let sweep = 0; sweep < 17; sweep += 1) {
    real.world.now += minute;
    await real.sweep({ ses: "ok" });
  }
  const [wrong] = rowProblems(real, known);
  if (wrong) throw new Error(wrong);
  const owed = keysIn(real).filter(({ status }) => status === "PENDING" || status === "SENDING");
  if (owed.length > 0) throw new Error(`${owed.length} mails are owed for ever`);
};

const run = async ({ interleavings }: Size): Promise<Facts> => {
  const facts: Facts = {
    interleavings: 0,
    steps: 0,
    mails: 0,
    sends: 0,
    "workers died": 0,
    "allowed repeats": 0,
    "owed anew": 0,
    "dead until SES told": 0,
    dead: 0,
    wrong: 0,
  };
  const add = (name: string, count: number) => {
    facts[name] = (facts[name] ?? 0) + count;
  };
  await assert(
    asyncProperty(
      commands([owe, rings, sweeps, passes, hours, doubts, redrives, goesOn, hears], { maxCommands: 40, size: "+1" }),
      async (all) => {
        const real = outboxActors();
        const known: Known = new Map();
        await asyncModelRun(() => ({ model: known, real }), all);
        await heal(real, known);
        add("interleavings", 1);
        add("steps", real.world.step);
        add("mails", real.world.outbox.rows.size);
        add("sends", real.world.sends.length);
        add("workers died", real.world.deaths);
        add("allowed repeats", real.world.repeats);
        add("owed anew", real.world.revived.size);
        add("dead until SES told", real.world.untilTold);
        add("dead", keysIn(real).filter(({ status }) => status === "DEAD").length);
      },
    ),
    { numRuns: interleavings },
  );
  return facts;
};

/** R6 */
export const outboxModel: Proof<Size> = {
  id: "R6",
  what: "model of the outbox: owing, stream, sweeps, time, SES, deaths at four points, events, redrive, workers side by side",
  goal: "never owed and not due, nothing after SENT, after DEAD only SES's word or redrive, leases exclusive, a repeat only for a lost answer whose event never came",
  ci: { interleavings: 1_000 },
  full: { interleavings: 20_000 },
  beside: true,
  run,
  misses: (facts, { interleavings }) => unlike(facts, { interleavings, wrong: 0 }),
};
