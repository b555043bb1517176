import type { DueMail, LeasedMail } from "../../src/aws/outbox.ts";
import {
  leaseTime,
  type MailSettlement,
  type OwedMail,
  renewOwedMail,
  type SentSettlement,
} from "../../src/rules/mail/outbox.ts";
import { dueShards, type Key } from "../../src/rules/people/keys.ts";

/** A stored row. It has `duePk` and `dueAt` only if the mail is owed. */
export type StoredMail = Omit<OwedMail, "status" | "attempts" | "dueAt" | "duePk"> & {
  status: "PENDING" | "SENDING" | "SENT" | "DEAD";
  attempts: number;
  dueAt?: number;
  duePk?: string;
  leaseId?: string;
  reason?: string;
  messageId?: string;
  expiresAt?: number;
};

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
const without = <Row extends object>(row: Row, ...fields: string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field))) as Row;

/**
 * The outbox in memory, with the conditions of src/aws/outbox.ts, src/aws/feedback.ts and redriveMails.
 * memory-outbox.test.ts compares it with DynamoDB. Each call is one step, like a write to one row.
 */
export const newMemoryOutbox = () => {
  const rows = new Map<string, StoredMail>();
  return {
    rows,
    /** Writes a new row. @returns false if it exists */
    owe: (mail: OwedMail): boolean => {
      if (rows.has(nameOf(mail))) return false;
      rows.set(nameOf(mail), mail);
      return true;
    },
    read: (key: Key): StoredMail | undefined => rows.get(nameOf(key)),
    lease: async (key: Key, leaseId: string, now: number): Promise<LeasedMail | undefined> => {
      const row = rows.get(nameOf(key));
      if (!row) return undefined;
      const { status, attempts, dueAt = Number.POSITIVE_INFINITY } = row;
      const fresh = status === "PENDING" && attempts === 0;
      const due = (status === "PENDING" || status === "SENDING") && dueAt <= now;
      if (!fresh && !due && row.leaseId !== leaseId) return undefined;
      const leased = { ...row, status: "SENDING" as const, leaseId, dueAt: now + leaseTime, attempts: attempts + 1 };
      rows.set(nameOf(key), leased);
      return leased as LeasedMail;
    },
    settle: async (mail: LeasedMail, settlement: MailSettlement): Promise<boolean> => {
      const row = rows.get(nameOf(mail));
      const { expiresAt, ...said } = { expiresAt: 0, ...settlement };
      const isSaid =
        !row?.leaseId && Object.entries(said).every(([field, value]) => row?.[field as keyof StoredMail] === value);
      if (!row || (row.leaseId !== mail.leaseId && !isSaid)) return false;
      const { status } = settlement;
      const rest = without(
        row,
        "leaseId",
        ...(status === "PENDING" ? [] : ["duePk", "dueAt"]),
        ...(status === "SENT" ? ["leftEmail"] : []),
      );
      rows.set(nameOf(mail), { ...rest, ...settlement });
      return true;
    },
    settleByEvent: async (key: Key, settlement: SentSettlement): Promise<boolean> => {
      const row = rows.get(nameOf(key));
      if (!row || row.status === "SENT") return false;
      rows.set(nameOf(key), { ...without(row, "leaseId", "duePk", "dueAt", "leftEmail", "reason"), ...settlement });
      return true;
    },
    revive: async (key: Key, now: number): Promise<boolean> => {
      const row = rows.get(nameOf(key));
      if (row?.status !== "DEAD") return false;
      rows.set(nameOf(key), { ...without(row, "reason"), ...renewOwedMail(key.pk, now) });
      return true;
    },
    due: async (shard: string, now: number, most: number): Promise<DueMail[]> =>
      [...rows.values()]
        .filter(({ duePk, dueAt = Number.POSITIVE_INFINITY }) => duePk === shard && dueAt <= now)
        .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0))
        .slice(0, most)
        .map(({ pk, sk, dueAt = 0 }) => ({ pk, sk, dueAt })),
  };
};

export type MemoryOutbox = ReturnType<typeof newMemoryOutbox>;

/** The due mails of all shards. */
export const findAllDue = async ({ due }: Pick<MemoryOutbox, "due">, now: number): Promise<Key[]> =>
  (await Promise.all(dueShards.map((shard) => due(shard, now, 1_000)))).flat();
