import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startFakeSes } from "../../test/support/fake-ses.ts";
import { startFakeBackend } from "./fake-backend.ts";
import { environmentFor, openPlace } from "./place.ts";
import { type Facts, type Proof, unlike } from "./proof.ts";
import { allRows, eachOf, feedbackTo, owedCount } from "./rows.ts";
import { attributesOf, eventFor, loadTriggers, runRepairs } from "./triggers.ts";
import { startWorkers } from "./workers.ts";

type Size = { users: number; deliveries: number; workers: number };

/** Persons who are confirmed at the same time. */
const atOnce = 8;

const percentile = (sorted: readonly number[], part: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);

/** Cognito calls post-confirmation several times at once for each person; workers send what is owed meanwhile. */
const run = async ({ users, deliveries, workers: count }: Size): Promise<Facts> => {
  const place = await openPlace();
  const feedback = feedbackTo(place.table);
  const ses = await startFakeSes({ onEvent: (event) => feedback.take(event) });
  const backend = await startFakeBackend(attributesOf);
  const environment = environmentFor({ dynamodb: place.endpoint, ses: ses.url, backend: backend.url });
  const { postConfirmation, ensureProfile } = await loadTriggers(environment);
  const workers = await startWorkers(place, count, environment, { sweepEvery: 2_000 });
  const times: number[] = [];
  let throws = 0;
  const deliver = async (sub: string) => {
    const started = performance.now();
    await postConfirmation(eventFor("postConfirmation", sub)).catch(() => {
      throws += 1;
    });
    times.push(performance.now() - started);
  };
  try {
    const started = performance.now();
    const subs = Array.from({ length: users }, () => randomUUID());
    await eachOf(subs, atOnce, (sub) => Promise.all(Array.from({ length: deliveries }, () => deliver(sub))));
    const signedUp = performance.now();
    const handedOver = backend.queue.length;
    await runRepairs(backend.queue, ensureProfile);
    while ((await owedCount(place.table)) > 0) await sleep(500);
    await feedback.done();
    const rows = await allRows(place.table);
    times.sort((one, other) => one - other);
    return {
      users,
      deliveries: times.length,
      profiles: rows.filter(({ sk }) => sk === "PROFILE").length,
      sent: rows.filter(({ status }) => status === "SENT").length,
      mails: ses.taken.length,
      duplicates: ses.duplicates(),
      throws,
      handedOver,
      "p50 ms": percentile(times, 0.5),
      "p99 ms": percentile(times, 0.99),
      "deliveries per second": Math.round(times.length / ((signedUp - started) / 1_000)),
    };
  } finally {
    await workers.stop();
    await Promise.all([ses.close(), backend.close()]);
    await place.close();
  }
};

/** R1 */
export const signUps: Proof<Size> = {
  id: "R1",
  what: "each person's confirmation delivered 5 times at once, 3 workers on the stream and the sweep",
  goal: "profiles = mails = users, 0 duplicates, 0 throws",
  ci: { users: 100, deliveries: 5, workers: 3 },
  full: { users: 10_000, deliveries: 5, workers: 3 },
  run,
  misses: (facts, { users }) => unlike(facts, { profiles: users, sent: users, mails: users, duplicates: 0, throws: 0 }),
};
