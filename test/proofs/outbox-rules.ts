import { maxBackoff } from "../../src/rules/mail/outbox.ts";
import { dueShards, outboxId } from "../../src/rules/people/keys.ts";
import type { OutboxActors } from "./outbox-actors.ts";

const final = new Set(["SENT", "DEAD"]);

/** Everything wrong with the rows. `known` has the last state of each row. */
export const findRowProblems = ({ world }: OutboxActors, known: Map<string, string>): string[] => {
  const wrong = [...world.wrong];
  for (const row of world.outbox.rows.values()) {
    const { status, duePk, dueAt = Number.NaN } = row;
    const before = known.get(outboxId(row)) ?? "PENDING";
    // redrive may queue a mail that was given up, and SES may report later that it accepted it.
    const heard = world.sends.some(({ id, heardAt }) => id === outboxId(row) && heardAt !== undefined);
    const allowed = before === "DEAD" && (status === "SENT" ? heard : world.revived.has(outboxId(row)));
    if (final.has(before) && status !== before && !allowed) wrong.push(`${before} became ${status}`);
    if (status === "DEAD" && heard) wrong.push("DEAD, but SES has reported that it accepted it");
    known.set(outboxId(row), status);
    const owed = !final.has(status);
    if (owed && !(dueShards.includes(duePk ?? "") && dueAt <= world.now + maxBackoff))
      wrong.push(`${status}, but not due within the longest backoff`);
    if (!owed && (duePk || row.leaseId)) wrong.push(`${status}, but still in the index or leased`);
    if (status === "SENT" && !world.sends.some(({ id }) => id === outboxId(row)))
      wrong.push("SENT, but SES never accepted it");
  }
  return wrong;
};
