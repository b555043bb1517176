import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { GetItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { markAddress, settleByEvent } from "../../src/aws/feedback.ts";
import { findDueMails } from "../../src/aws/outbox.ts";
import { saveProfile } from "../../src/aws/person.ts";
import { type Table, toItem } from "../../src/aws/table.ts";
import type { MailEvent } from "../../src/rules/mail/mail-feedback.ts";
import { createMailForFact } from "../../src/rules/mail/owed.ts";
import { dueShards, type Key, outboxId, outboxKey } from "../../src/rules/people/keys.ts";
import { createHandler } from "../../src/workers/mail-feedback.ts";

export type Row = Key & Record<string, unknown>;

const noHurry = new AbortController().signal;

export const readAllRows = async ({ client, name }: Table): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
    rows.push(...Items.map((item) => unmarshall(item) as Row));
  return rows;
};

/** One row, with a consistent read. */
export const rowOf = async ({ client, name }: Table, { pk, sk }: Key): Promise<Row | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: name, Key: toItem({ pk, sk }), ConsistentRead: true }),
  );
  return Item && (unmarshall(Item) as Row);
};

const owedKeys = async (table: Table): Promise<Key[]> =>
  (await Promise.all(dueShards.map((shard) => findDueMails(table)(shard, Number.MAX_SAFE_INTEGER, 1_000)))).flat();

/** Mails that are neither sent nor dead, at most 1,000 per shard. */
export const countOwed = async (table: Table): Promise<number> => (await owedKeys(table)).length;

/** Their IDs in SES. */
export const listOwedIds = async (table: Table): Promise<Set<string>> => new Set((await owedKeys(table)).map(outboxId));

/** A lease, a sweep and a little more, in milliseconds. Mails that are owed for longer are lost. */
const longestOwed = 400_000;

/** Waits until no mail is owed, or until owed mails must be lost. */
export const waitUntilNothingIsOwed = async (table: Table): Promise<void> => {
  const end = performance.now() + longestOwed;
  while ((await countOwed(table)) > 0 && performance.now() < end) await sleep(500);
};

/** Writes a user who is owed a welcome mail, as post-confirmation does. @returns the mail's key */
export const oweWelcome = async (table: Table, now: number, brand = "default"): Promise<Key> => {
  const sub = randomUUID();
  const profile = {
    userName: sub,
    email: `${sub}@example.com`,
    emailVerified: true,
    provider: "Cognito",
    attributes: {},
    createdAt: now,
  };
  const reader = { brand, language: "en" } as const;
  await saveProfile(table)({ sub, profile, owed: createMailForFact("signed-up", sub, reader, now) }, noHurry);
  return outboxKey(sub, "welcome");
};

/**
 * mailFeedback on a table. It receives SES's events, at once or after some milliseconds, with two retries like
 * Lambda's. `done` waits for pending events.
 */
export const newFeedbackSender = (table: Table) => {
  const handler = createHandler({
    settle: settleByEvent(table),
    mark: markAddress(table),
    report: () => undefined,
    measure: () => undefined,
    sentMailDays: 90,
  });
  const open = new Set<Promise<unknown>>();
  const take = (detail: MailEvent, later = 0): Promise<unknown> => {
    const invoke = () => handler({ detail });
    const work: Promise<unknown> = (later > 0 ? sleep(later) : Promise.resolve())
      .then(invoke)
      .catch(invoke)
      .catch(invoke)
      // Gives up like Lambda; the row shows it.
      .catch(() => undefined)
      .finally(() => open.delete(work));
    open.add(work);
    return work;
  };
  return { take, done: async () => void (await Promise.all(open)) };
};

/** Runs work on each item, so many at a time. */
export const runForEach = async <Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
) => {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};
