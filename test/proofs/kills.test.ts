import { setTimeout as sleep } from "node:timers/promises";
import { leaseTime } from "../../src/rules/mail/outbox.ts";
import { withDeadline } from "../../src/runtime/deadline.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { environmentFor, openTestTable } from "../support/place.ts";
import { newRandom, seed } from "../support/seeded-random.ts";
import { countOwed, listOwedIds, newFeedbackSender, oweWelcome, readAllRows } from "../support/table-rows.ts";
import { listAbove, listDifferent, type Proof, type ProofCounts, prove } from "./proof.ts";
import { startWorkers } from "./workers.ts";

/** With `events` 0, SES sends no events. */
type Size = { users: number; kills: number; workers: number; events: number };

/** Milliseconds until a worker is killed, so that it is in the middle of its work. */
const longestLife = 300;

/** Milliseconds in which workers send SES a mail on any machine. */
const patience = 120_000;

/** Every other kill is at the worst moment. */
const isWorst = (kill: number): boolean => kill % 2 === 0;
const worstOf = (kills: number): number => Math.ceil(kills / 2);

/** A killed worker, and the mails that were owed at that time. */
type Death = { name: string; owed: Set<string> };

/**
 * Kills workers at random moments, and every other one at the worst: SES has the mail and has not answered. Then
 * moves the clock by leases until nothing is owed.
 */
const run = async ({ users, kills, workers: count, events }: Size): Promise<ProofCounts> => {
  if (users < kills) throw new Error(`${kills} kills need as many users, so that each meets a mail.`);
  const random = newRandom(seed);
  const place = await openTestTable();
  const feedback = newFeedbackSender(place.table);
  const deaths: Death[] = [];
  let armed = false;
  let killedAfterTaking = 0;
  let death = Promise.withResolvers<void>();
  const ses = await startFakeSes({
    ...(events > 0 && { onEvent: (event) => feedback.take(event, 50) }),
    onTaken: ({ caller }) => {
      const index = workers.all.findIndex(({ name }) => name === caller);
      if (!armed || index < 0) return undefined;
      armed = false;
      killedAfterTaking += 1;
      replace(index).then(death.resolve, death.reject);
      return death.promise;
    },
  });
  const environment = environmentFor({ dynamodb: place.endpoint, ses: ses.url });
  const workers = await startWorkers(place, count, environment, { sweepEvery: 50 });
  const replace = async (index: number) => {
    const name = workers.all[index]?.name ?? "";
    await workers.replace(index, async () => void deaths.push({ name, owed: await listOwedIds(place.table) }));
  };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      death = Promise.withResolvers<void>();
      armed = isWorst(kill);
      const most = Math.floor(((kill + 1) * users) / kills);
      for (let made = Math.floor((kill * users) / kills); made < most; made += 1)
        await oweWelcome(place.table, Date.now());
      if (isWorst(kill)) await withDeadline(patience, () => death.promise);
      else {
        await sleep(random() * longestLife);
        await replace(kill % count);
      }
    }
    for (let leases = 1; leases <= 20; leases += 1) {
      await workers.rest();
      await feedback.done();
      if ((await countOwed(place.table)) === 0) break;
      workers.setAhead(leases * (leaseTime + 1_000));
    }
    const rows = await readAllRows(place.table);
    const welcomes = rows.filter(({ sk }) => sk === "OUTBOX#welcome");
    // Mails that SES accepted from a worker that died before it could save this.
    const ambiguous = deaths.flatMap(({ name, owed }) =>
      ses.taken.filter(({ caller, outbox }) => caller === name && owed.has(outbox)),
    );
    return {
      users: welcomes.length,
      kills: deaths.length,
      "kills after SES took the mail": killedAfterTaking,
      lost: welcomes.filter(({ status }) => status !== "SENT").length,
      unsent: welcomes.length - new Set(ses.taken.map(({ outbox }) => outbox)).size,
      "ambiguous sends": ambiguous.length,
      duplicates: ses.duplicates(),
      seed,
    };
  } finally {
    await workers.stop();
    await feedback.done();
    await ses.close();
    await place.close();
  }
};

/** Required of both: nothing is lost, and the faults occurred. */
const missesOfBoth = (facts: ProofCounts, { users, kills }: Size): string[] =>
  listDifferent(facts, { users, kills, "kills after SES took the mail": worstOf(kills), lost: 0, unsent: 0 });

const kills: Proof<Size> = {
  id: "R3",
  what: "kill -9 of workers, half of them after SES has the mail and before it responds",
  goal: "0 lost, 0 duplicates",
  small: { users: 40, kills: 10, workers: 3, events: 1 },
  full: { users: 2_000, kills: 200, workers: 3, events: 1 },
  run,
  misses: (facts, size) => [...missesOfBoth(facts, size), ...listDifferent(facts, { duplicates: 0 })],
};

prove(kills);

/** The effect of the events. */
prove<Size>({
  ...kills,
  id: "R3b",
  what: "the same without SES events",
  goal: "0 lost, duplicates at most the ambiguous sends",
  small: { users: 20, kills: 4, workers: 3, events: 0 },
  full: { users: 400, kills: 40, workers: 3, events: 0 },
  misses: (facts, size) => [
    ...missesOfBoth(facts, size),
    ...listAbove(facts, { duplicates: facts["ambiguous sends"] ?? 0 }),
    // Without an event, each of these is sent again. Otherwise, the moment was not the worst.
    ...listAbove({ "not sent again": worstOf(size.kills) - (facts["duplicates"] ?? 0) }, { "not sent again": 0 }),
  ],
});
