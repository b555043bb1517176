import { type AsyncCommand, constant, constantFrom, integer, nat, option, record, tuple } from "fast-check";
import { createOwedMail, leaseTime, maxBackoff } from "../../src/rules/mail/outbox.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";
import type { OutboxActors } from "./outbox-actors.ts";
import { findRowProblems } from "./outbox-rules.ts";
import { type Plan, points, sesAnswers } from "./outbox-world.ts";

export const minute = 60_000;
const times = [1_000, 20_000, minute, 5 * minute, 15 * minute, 60 * minute, 24 * 60 * minute, 73 * 60 * minute];
const reader = { brand: "default", language: "en" } as const;
const events = [
  (id: string) => mailEvent("Send", { id }),
  (id: string) => mailEvent("Delivery", { id }),
  (id: string) => bounce({ id }),
  (id: string) => complaint({ id }),
];

/** The last status of each row. */
export type Known = Map<string, string>;

const command = (name: string, act: (world: OutboxActors) => Promise<unknown>): AsyncCommand<Known, OutboxActors> => ({
  check: () => true,
  toString: () => name,
  run: async (known, real) => {
    await act(real);
    const [wrong] = findRowProblems(real, known);
    if (wrong) throw new Error(wrong);
  },
});

export const listKeys = ({ world }: OutboxActors) => [...world.outbox.rows.values()];

const owe = nat(2).map((user) =>
  command(`owe ${user}`, async ({ world }) =>
    world.outbox.owe(createOwedMail(`user-${user}`, "welcome", reader, world.now)),
  ),
);
const plan = record<Plan>({
  ses: constantFrom(...sesAnswers, "ok", "lost"),
  dies: option(constantFrom(...points), { freq: 4, nil: undefined }),
  waits: option(constantFrom(...points), { freq: 4, nil: undefined }),
  cannotMark: nat(9).map((number) => number === 0),
});
const rings = tuple(plan, nat(2), nat(2)).map(([how, from, more]) =>
  command(`stream ${JSON.stringify(how)} ${from}+${more}`, (real) =>
    real.ring(how, listKeys(real).slice(from, from + more + 1)),
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
      // A wait that is too long is reported at once.
      if (listKeys(real).some(({ dueAt = 0 }) => dueAt > real.world.now + maxBackoff)) return;
    }
  }),
);
const doubts = constant(
  command("SES accepts all mails without an answer, then refuses them permanently", async (real) => {
    await real.sweep({ ses: "lost" });
    real.world.now += leaseTime;
    await real.sweep({ ses: "impossible" });
  }),
);
const redrives = constant(command("redrive", (real) => real.redrive()));
const resumes = nat(9).map((index) => command(`worker ${index} resumes`, (real) => real.resume(index)));
const receives = tuple(nat(9), integer({ min: 1, max: 5 }), nat(3)).map(([index, repeats, type]) =>
  command(`event ${type} of mail ${index}, ${repeats} times`, async (real) => {
    const sends = real.world.sends;
    const send = sends[index % sends.length];
    const event = send && events[type]?.(send.id);
    if (event) await real.receive(event, repeats);
  }),
);

/** Everything that can happen to the outbox, in any order. Each step ends with a check of every row. */
export const outboxCommands = [owe, rings, sweeps, passes, hours, doubts, redrives, resumes, receives];
