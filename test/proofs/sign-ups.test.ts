import { randomUUID } from "node:crypto";
import { startFakeSes } from "../support/fake-ses.ts";
import { attributesOf, eventFor, loadTriggers, runRepairs } from "../support/loaded-triggers.ts";
import { choosePort, environmentFor, openTestTable } from "../support/place.ts";
import { newFeedbackSender, readAllRows, runForEach, waitUntilNothingIsOwed } from "../support/table-rows.ts";
import { startFakeBackend } from "./fake-backend.ts";
import { findPercentile, listDifferent, type ProofCounts, prove } from "./proof.ts";
import { startWorkers } from "./workers.ts";

/** `atOnce`: users who confirm at the same time. */
type Size = { users: number; deliveries: number; workers: number; tables: number; atOnce: number };

/** Lambda and Cognito, the functions that call them, and the table's port, which the functions read once. */
const openWorld = async () => {
  const port = choosePort();
  const backend = await startFakeBackend(attributesOf);
  const dynamodb = `http://127.0.0.1:${port}`;
  const triggers = await loadTriggers(environmentFor({ dynamodb, backend: backend.url }));
  return { port, backend, ...triggers };
};
type World = Awaited<ReturnType<typeof openWorld>>;

/** Cognito calls post-confirmation several times in parallel for each user, while workers send the owed mails. */
const confirmUsers = async ({ port, backend, postConfirmation, ensureProfile }: World, size: Omit<Size, "tables">) => {
  const place = await openTestTable(port);
  const feedback = newFeedbackSender(place.table);
  const ses = await startFakeSes({ onEvent: (event) => feedback.take(event) });
  const environment = environmentFor({ dynamodb: place.endpoint, ses: ses.url });
  const workers = await startWorkers(place, size.workers, environment, { sweepEvery: 2_000 });
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
    const subs = Array.from({ length: size.users }, () => randomUUID());
    await runForEach(subs, size.atOnce, (sub) =>
      Promise.all(Array.from({ length: size.deliveries }, () => deliver(sub))),
    );
    const milliseconds = performance.now() - started;
    const handedOver = backend.queue.length;
    await runRepairs(backend.queue, ensureProfile);
    await waitUntilNothingIsOwed(place.table);
    await feedback.done();
    const rows = await readAllRows(place.table);
    const facts = {
      deliveries: times.length,
      profiles: rows.filter(({ sk }) => sk === "PROFILE").length,
      sent: rows.filter(({ status }) => status === "SENT").length,
      mails: ses.taken.length,
      duplicates: ses.duplicates(),
      throws,
      handedOver,
    };
    return { facts, times, milliseconds };
  } finally {
    await workers.stop();
    await ses.close();
    await place.close();
  }
};

/** One table after another, because the local one writes more slowly the more rows it has. */
const run = async ({ users, tables, ...size }: Size): Promise<ProofCounts> => {
  const world = await openWorld();
  const all: ProofCounts = {};
  const times: number[] = [];
  let milliseconds = 0;
  try {
    for (let table = 0; table < tables; table += 1) {
      const counted = await confirmUsers(world, { ...size, users: Math.ceil((users - table) / tables) });
      for (const [name, value] of Object.entries(counted.facts)) all[name] = (all[name] ?? 0) + value;
      times.push(...counted.times);
      milliseconds += counted.milliseconds;
    }
    return {
      users,
      ...all,
      "p50 ms": findPercentile(times, 0.5),
      "p99 ms": findPercentile(times, 0.99),
      "deliveries per second": Math.round(times.length / (milliseconds / 1_000)),
    };
  } finally {
    await world.backend.close();
  }
};

prove<Size>({
  id: "R1",
  what: "each user's confirmation delivered 5 times at once, 3 workers on the stream and the sweep",
  goal: "profiles = mails = users, 0 duplicates, 0 throws",
  small: { users: 100, deliveries: 5, workers: 3, tables: 1, atOnce: 2 },
  full: { users: 10_000, deliveries: 5, workers: 3, tables: 5, atOnce: 8 },
  run,
  misses: (facts, { users }) =>
    listDifferent(facts, { profiles: users, sent: users, mails: users, duplicates: 0, throws: 0 }),
});
