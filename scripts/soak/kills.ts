import { setTimeout as sleep } from "node:timers/promises";
import { leaseTime } from "../../src/rules/outbox.ts";
import { startFakeSes } from "../../test/support/fake-ses.ts";
import { environmentFor, openPlace } from "./place.ts";
import { above, type Facts, type Proof, unlike } from "./proof.ts";
import { allRows, feedbackTo, owedCount, owedIds, oweWelcome } from "./rows.ts";
import { startWorkers } from "./workers.ts";

/** `events` 0: SES tells nothing of what it took. */
type Size = { users: number; kills: number; workers: number; events: number };

/** A worker that is killed gets this long, in milliseconds, to be in the middle of something. */
const longestLife = 300;

/**
 * Workers are killed at random moments, and every other one at the worst: SES has the mail and has not answered. Then
 * the clock goes on by leases until nothing is owed.
 */
const run = async ({ users, kills, workers: count, events }: Size): Promise<Facts> => {
  const place = await openPlace();
  const feedback = feedbackTo(place.table);
  let armed = false;
  /** Mails that SES took from a worker that died before it could write so. */
  const ambiguous = new Set<string>();
  let killed = 0;
  let killedAfterTaking = 0;
  let death = Promise.withResolvers<void>();
  const ses = await startFakeSes({
    ...(events > 0 && { onEvent: (event) => feedback.take(event, 50) }),
    onTaken: ({ caller }) => {
      if (!armed) return undefined;
      armed = false;
      killedAfterTaking += 1;
      replace(Number(caller)).then(death.resolve, death.reject);
      return death.promise;
    },
  });
  const environment = environmentFor({ dynamodb: place.endpoint, ses: ses.url });
  const workers = await startWorkers(place, count, environment, { sweepEvery: 50 });
  const replace = async (index: number) => {
    killed += 1;
    await workers.replace(index, async () => {
      const open = await owedIds(place.table);
      for (const { outbox, messageId, caller } of ses.taken)
        if (caller === String(index) && open.has(outbox)) ambiguous.add(messageId);
    });
  };
  const owe = async (most: number) => {
    for (let made = 0; made < most; made += 1) await oweWelcome(place.table, Date.now());
  };
  try {
    const each = Math.ceil(users / kills);
    for (let kill = 0; kill < kills; kill += 1) {
      death = Promise.withResolvers<void>();
      armed = kill % 2 === 0;
      await owe(Math.min(each, users - kill * each));
      if (kill % 2 === 0) await Promise.race([death.promise, sleep(5_000)]);
      else {
        await sleep(Math.random() * longestLife);
        await replace(kill % count);
      }
    }
    armed = false;
    for (let leases = 1; leases <= 20; leases += 1) {
      await settleDown(() => owedCount(place.table));
      await feedback.done();
      if ((await owedCount(place.table)) === 0) break;
      workers.setAhead(leases * (leaseTime + 1_000));
    }
    const rows = await allRows(place.table);
    const welcomes = rows.filter(({ sk }) => sk === "OUTBOX#welcome");
    return {
      users: welcomes.length,
      kills: killed,
      "kills after SES took the mail": killedAfterTaking,
      lost: welcomes.filter(({ status }) => status !== "SENT").length,
      unsent: welcomes.length - new Set(ses.taken.map(({ outbox }) => outbox)).size,
      "ambiguous sends": ambiguous.size,
      duplicates: ses.duplicates(),
    };
  } finally {
    await workers.stop();
    await feedback.done();
    await ses.close();
    await place.close();
  }
};

/** Waits until a count stays as it is, or is zero. */
const settleDown = async (count: () => Promise<number>): Promise<void> => {
  let before = Number.NaN;
  for (let now = await count(); now > 0 && now !== before; now = await count()) {
    before = now;
    await sleep(700);
  }
};

/** R3, with SES's events. */
export const kills: Proof<Size> = {
  id: "R3",
  what: "kill -9 of workers, half of them when SES has the mail and has not answered",
  goal: "0 lost, 0 duplicates",
  ci: { users: 40, kills: 10, workers: 3, events: 1 },
  full: { users: 2_000, kills: 200, workers: 3, events: 1 },
  run,
  misses: (facts, { users, kills }) => [
    ...unlike(facts, { users, lost: 0, unsent: 0, duplicates: 0 }),
    ...above({ missing: kills - (facts["kills"] ?? 0) }, { missing: 0 }),
  ],
};

/** R3, without: what the events are good for. */
export const killsUnheard: Proof<Size> = {
  ...kills,
  id: "R3b",
  what: "the same with no SES events",
  goal: "0 lost, duplicates at most the ambiguous sends",
  ci: { users: 20, kills: 4, workers: 3, events: 0 },
  full: { users: 400, kills: 40, workers: 3, events: 0 },
  misses: (facts, { users }) => [
    ...unlike(facts, { users, lost: 0, unsent: 0 }),
    ...above(facts, { duplicates: facts["ambiguous sends"] ?? 0 }),
  ],
};
