import { maxBackoff } from "../../src/rules/mail/outbox.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { type Fault, outages, startFaultProxy } from "../support/fault-proxy.ts";
import { openMailer } from "../support/mailer.ts";
import { openTestTable, type TestTable } from "../support/place.ts";
import { countOwed, newFeedbackSender, oweWelcome, readAllRows } from "../support/table-rows.ts";
import { mailOutageReal } from "./mail-outage-real.ts";
import { isFull, listAbove, listDifferent, type ProofCounts, prove } from "./proof.ts";

type Size = { users: number; minutes: number };

const minute = 60_000;

/** The function's timeout for SES in milliseconds. On any machine, answered calls finish before it. */
const patience = 5_000;

/** The timeout for a black hole, where every call takes all of it. */
const noPatience = 150;

/** Users sign up in the first ten minutes of an outage, with a sweep every minute on a simulated clock. */
const runOutage = async (place: TestTable, fault: Fault, { users, minutes }: Size): Promise<ProofCounts> => {
  let now = Date.UTC(2026, 0, 1);
  const feedback = newFeedbackSender(place.table);
  const ses = await startFakeSes({ now: () => now, onEvent: (event) => feedback.take(event) });
  const proxy = await startFaultProxy(ses.url);
  const mailerWith = (patience: number) =>
    openMailer({ table: place.table, sesUrl: proxy.url, now: () => now, patience });
  const mailer = mailerWith(fault === "black-hole" ? noPatience : patience);
  proxy.use({ fault });
  const end = now + minutes * minute;
  let owed = 0;
  for (; now < end; now += minute) {
    const fresh: Key[] = [];
    for (; fresh.length < users / 10 && owed < users; owed += 1) fresh.push(await oweWelcome(place.table, now));
    await mailer.ring(fresh);
    await mailer.sweep();
    await feedback.done();
  }
  const during = ses.taken.length;
  proxy.use();
  const healthy = mailerWith(patience);
  for (; now < end + 120 * minute && (await countOwed(place.table)) > 0; now += minute) {
    await healthy.sweep();
    await feedback.done();
  }
  await Promise.all([proxy.close(), ses.close()]);
  return {
    taken: new Set(ses.taken.map(({ outbox }) => outbox)).size,
    "taken, answer lost": during,
    duplicates: ses.duplicates(),
    "last sent, s after recovery": Math.max(0, ...ses.taken.map(({ at }) => (at - end) / 1_000)),
  };
};

const run = async (size: Size): Promise<ProofCounts> => {
  const place = await openTestTable();
  try {
    const all: ProofCounts = {};
    for (const fault of outages)
      for (const [name, value] of Object.entries(await runOutage(place, fault, size)))
        all[name] = name.startsWith("last") ? Math.max(all[name] ?? 0, value) : (all[name] ?? 0) + value;
    const welcomes = (await readAllRows(place.table)).filter(({ sk }) => sk === "OUTBOX#welcome");
    return { ...all, owed: welcomes.length, lost: welcomes.filter(({ status }) => status !== "SENT").length };
  } finally {
    await place.close();
  }
};

prove<Size>({
  id: "R2",
  what: "SES down for 30 minutes (virtual): 503, 429, reset, black hole, lost responses",
  goal: "0 lost, 0 duplicates, all sent within the longest backoff (900 s) + 60 s after recovery",
  small: { users: 10, minutes: 30 },
  full: { users: 300, minutes: 30 },
  run,
  misses: (facts, { users }) => [
    ...listDifferent(facts, { owed: users * outages.length, taken: users * outages.length, lost: 0, duplicates: 0 }),
    // In one kind of outage SES accepts every mail, in the others none, which shows that the outage occurred.
    ...listDifferent(facts, { "taken, answer lost": users }),
    ...listAbove(facts, { "last sent, s after recovery": maxBackoff / 1_000 + 60 }),
  ],
});

if (isFull) prove(mailOutageReal);
