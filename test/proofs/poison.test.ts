import type { Key } from "../../src/rules/people/keys.ts";
import { outboxId } from "../../src/rules/people/keys.ts";
import { renderNotice } from "../../src/workers/notice.ts";
import suite from "../../suite.config.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { openMailer } from "../support/mailer.ts";
import { openTestTable } from "../support/place.ts";
import { oweWelcome, rowOf, runForEach } from "../support/table-rows.ts";
import { listAbove, listDifferent, type ProofCounts, prove } from "./proof.ts";

type Size = { users: number };

const minute = 60_000;
const hour = 60 * minute;

/** One row throws whenever it is rendered. It is first in a batch with the others, and then alone. */
const run = async ({ users }: Size): Promise<ProofCounts> => {
  const place = await openTestTable();
  const begin = Date.UTC(2026, 0, 1);
  let now = begin;
  const reports: Record<string, number> = {};
  const came = new Map<string, number>();
  const ses = await startFakeSes({ onTaken: ({ outbox }) => void came.set(outbox, performance.now()) });
  const render = renderNotice(suite, "https://accounts.example.com");
  const mailer = openMailer({
    table: place.table,
    sesUrl: ses.url,
    now: () => now,
    patience: 5_000,
    report: (what) => {
      reports[what] = (reports[what] ?? 0) + 1;
    },
    render: (mail, profile) => {
      if (mail.brand === "poison") throw new Error("poison");
      return render(mail, profile);
    },
  });
  try {
    const poison = await oweWelcome(place.table, now, "poison");
    const others: Key[] = [];
    await runForEach(
      Array.from({ length: users }),
      10,
      async () => void others.push(await oweWelcome(place.table, now)),
    );
    const slowest = { value: 0 };
    let late = 0;
    for (let start = 0; start < others.length; start += 9) {
      const batch = others.slice(start, start + 9);
      const rung = performance.now();
      await mailer.ring([poison, ...batch]);
      late += batch.filter((key) => !came.has(outboxId(key))).length;
      for (const key of batch) slowest.value = Math.max(slowest.value, (came.get(outboxId(key)) ?? Number.NaN) - rung);
    }
    const row = () => rowOf(place.table, poison);
    let state = await row();
    let longestWait = 0;
    while (state?.["status"] === "PENDING" && now < begin + 100 * hour) {
      const next = Math.ceil(Number(state["dueAt"]) / minute) * minute;
      longestWait = Math.max(longestWait, next - now);
      now = next;
      // What a sweep does with this row.
      await mailer.ring([poison]);
      state = await row();
    }
    return {
      others: users,
      "others sent": new Set(ses.taken.map(({ outbox }) => outbox)).size,
      duplicates: ses.duplicates(),
      "others late": late,
      "slowest other ms": Math.round(slowest.value),
      tries: Number(state?.["attempts"]),
      "longest wait min": longestWait / minute,
      dead: state?.["status"] === "DEAD" ? 1 : 0,
      "dead after h": Math.round(((now - begin) / hour) * 10) / 10,
      'reports "mail dead"': reports["mail dead"] ?? 0,
    };
  } finally {
    await ses.close();
    await place.close();
  }
};

/** With fewer, the first ones, which load and connect, count too much. */
const enough = 1_000;

prove<Size>({
  id: "R7",
  what: "a row that always throws, first in every batch of the stream; then 72 hours (virtual) of tries",
  goal: "others sent in the same batch, within 2 s; at most one try in 16 min, DEAD after 72 h, one report",
  small: { users: 45 },
  full: { users: 1_800 },
  run,
  misses: (facts, { users }) => [
    ...listDifferent(facts, {
      "others sent": users,
      "others late": 0,
      duplicates: 0,
      dead: 1,
      'reports "mail dead"': 1,
    }),
    ...listAbove(facts, { "longest wait min": 16, "dead after h": 72.3 }),
    ...(users >= enough ? listAbove(facts, { "slowest other ms": 2_000 }) : []),
  ],
});
