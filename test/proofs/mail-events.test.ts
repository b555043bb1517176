import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { newSentSettlement } from "../../src/rules/mail/outbox.ts";
import { type Key, outboxId, subOf } from "../../src/rules/people/keys.ts";
import { reviveMail } from "../../tools/operate/dead-mails.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";
import { openTestTable } from "../support/place.ts";
import { newRandom, seed } from "../support/seeded-random.ts";
import { newFeedbackSender, oweWelcome, readAllRows, runForEach } from "../support/table-rows.ts";
import { listDifferent, type ProofCounts, prove } from "./proof.ts";

type Size = { mails: number; times: number };

const now = Date.UTC(2026, 0, 1);

const shuffled = <Value>(values: readonly Value[], random: () => number): Value[] =>
  values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);

/** All events of SES about one mail, in random order, each several times. */
const eventsOf = ({ pk, sk }: Key, times: number, random: () => number) => {
  const of = { id: outboxId({ pk, sk }), to: `${subOf(pk)}@example.com`, messageId: "m1", sentAt: now };
  const each = [
    mailEvent("Send", of),
    mailEvent("Delivery", of),
    bounce({ ...of, at: now + 3_000 }),
    bounce({ ...of, at: now + 2_000 }),
    complaint({ ...of, at: now + 9_000 }),
    complaint({ ...of, at: now + 8_000 }),
  ];
  return shuffled(Array.from({ length: times }, () => each).flat(), random);
};

/** The final state of a mail, without what differs between users. */
const endOf = (rows: Awaited<ReturnType<typeof readAllRows>>, sk: string): string[] =>
  rows
    .filter((row) => row.sk === sk)
    .map(({ pk, attempts, userName, ...row }) =>
      JSON.stringify(row, Object.keys(row).sort()).replaceAll(subOf(pk), ""),
    );

/** Mails that are owed, leased, sent and given up when the events arrive, four at a time. */
const run = async ({ mails, times }: Size): Promise<ProofCounts> => {
  const place = await openTestTable();
  const { table } = place;
  const feedback = newFeedbackSender(table);
  let events = 0;
  try {
    await runForEach(
      Array.from({ length: mails }, (_, index) => index),
      4,
      async (index) => {
        const key = await oweWelcome(table, now);
        const lease = index % 4 > 0 ? await leaseMail(table)(key, "w", now) : undefined;
        if (lease && index % 4 === 2) await settleMail(table)(lease, newSentSettlement("m1", now, 90));
        if (lease && index % 4 === 3) await settleMail(table)(lease, { status: "DEAD", reason: "given up" });
        await runForEach(eventsOf(key, times, newRandom(seed + index)), 4, async (event) => {
          events += 1;
          await feedback.take(event);
        });
      },
    );
    const rows = await readAllRows(table);
    let owedAnew = 0;
    for (const { pk, sk } of rows) if (await reviveMail(table)({ pk, sk }, now)) owedAnew += 1;
    const ends = rows.filter(({ sk }) => sk === "OUTBOX#welcome");
    const marks = rows
      .filter(({ sk }) => sk === "PROFILE")
      .map(({ mailStatus }) => mailStatus as { state: string; at: number });
    return {
      mails,
      events,
      seed,
      sent: ends.filter(({ status, duePk, leaseId }) => status === "SENT" && !duePk && !leaseId).length,
      "queued again by redrive": owedAnew,
      "different mails": new Set(endOf(rows, "OUTBOX#welcome")).size,
      "complained, since the first": marks.filter((mark) => mark?.state === "complained" && mark.at === now + 8_000)
        .length,
    };
  } finally {
    await place.close();
  }
};

prove<Size>({
  id: "R20",
  what: "SES's events of a mail, each five times and shuffled, for mails that are owed, leased, sent or DEAD",
  goal: "every row ends the same",
  small: { mails: 30, times: 5 },
  full: { mails: 2_000, times: 5 },
  run,
  misses: (facts, { mails }) =>
    listDifferent(facts, {
      sent: mails,
      "queued again by redrive": 0,
      "different mails": 1,
      "complained, since the first": mails,
    }),
});
