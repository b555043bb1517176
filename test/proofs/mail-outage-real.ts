import { setTimeout as sleep } from "node:timers/promises";
import { maxBackoff } from "../../src/rules/mail/outbox.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { type Fault, outages, startFaultProxy } from "../support/fault-proxy.ts";
import { environmentFor, openTestTable } from "../support/place.ts";
import { countOwed, newFeedbackSender, oweWelcome, readAllRows } from "../support/table-rows.ts";
import { listAbove, listDifferent, type Proof, type ProofCounts } from "./proof.ts";
import { startWorkers } from "./workers.ts";

type Size = { users: number; seconds: number };

/** A worker process with the function's own clock and timeouts. Half of the users sign up while SES is down. */
const runOutage = async (fault: Fault, { users, seconds }: Size): Promise<ProofCounts> => {
  const place = await openTestTable();
  const feedback = newFeedbackSender(place.table);
  const ses = await startFakeSes({ onEvent: (event) => feedback.take(event) });
  const proxy = await startFaultProxy(ses.url);
  const environment = environmentFor({ dynamodb: place.endpoint, ses: proxy.url });
  const workers = await startWorkers(place, 1, environment, { sweepEvery: 2_000 });
  try {
    proxy.use({ fault });
    const down = Date.now() + seconds * 1_000;
    for (let user = 0; user < users; user += 1) {
      await oweWelcome(place.table, Date.now());
      if (user > users / 2) await sleep((seconds * 1_000) / users);
    }
    await sleep(Math.max(0, down - Date.now()));
    // A worker that starts slowly has not met the outage yet.
    const end = performance.now() + maxBackoff;
    const met = () => Object.values(proxy.met).reduce((sum, one) => sum + one, 0);
    while (met() === 0 && performance.now() < end) await sleep(50);
    const refused = met();
    proxy.use();
    const recovered = Date.now();
    while ((await countOwed(place.table)) > 0 && Date.now() < recovered + maxBackoff) await sleep(500);
    await feedback.done();
    const welcomes = (await readAllRows(place.table)).filter(({ sk }) => sk === "OUTBOX#welcome");
    return {
      owed: welcomes.length,
      "outages without a refusal": refused === 0 ? 1 : 0,
      taken: new Set(ses.taken.map(({ outbox }) => outbox)).size,
      lost: welcomes.filter(({ status }) => status !== "SENT").length,
      duplicates: ses.duplicates(),
      [`last sent, s after recovery, ${JSON.stringify(fault)}`]: Math.max(
        0,
        ...ses.taken.map(({ at }) => Math.round((at - recovered) / 100) / 10),
      ),
    };
  } finally {
    await workers.stop();
    await Promise.all([proxy.close(), ses.close()]);
    await place.close();
  }
};

const run = async (size: Size): Promise<ProofCounts> => {
  const all: ProofCounts = {};
  // In parallel, because most of the time is waiting.
  for (const facts of await Promise.all(outages.map((fault) => runOutage(fault, size))))
    for (const [name, value] of Object.entries(facts)) all[name] = (all[name] ?? 0) + value;
  return all;
};

/** Only at the full size: refused mails wait up to 15 minutes. */
export const mailOutageReal: Proof<Size> = {
  id: "R2b",
  what: "SES down for 120 s by the real clock, in the same five ways, the function's own timeouts",
  goal: "0 lost, 0 duplicates, all sent within the longest backoff (900 s) + 60 s after recovery",
  small: { users: 6, seconds: 5 },
  full: { users: 60, seconds: 120 },
  run,
  misses: (facts, { users }) => [
    ...listDifferent(facts, { owed: users * outages.length, taken: users * outages.length, lost: 0, duplicates: 0 }),
    ...listDifferent(facts, { "outages without a refusal": 0 }),
    ...listAbove(
      facts,
      Object.fromEntries(
        Object.keys(facts)
          .filter((name) => name.startsWith("last sent"))
          .map((name) => [name, maxBackoff / 1_000 + 60]),
      ),
    ),
  ],
};
