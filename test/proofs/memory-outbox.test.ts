import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { array, assert, asyncProperty, constantFrom, nat, record } from "fast-check";
import { settleByEvent } from "../../src/aws/feedback.ts";
import { findDueMails, type LeasedMail, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { toItem } from "../../src/aws/table.ts";
import { createOwedMail, leaseTime, type MailSettlement, newSentSettlement } from "../../src/rules/mail/outbox.ts";
import { reviveMail } from "../../tools/operate/dead-mails.ts";
import { openTestTable, type TestTable } from "../support/place.ts";
import { findAllDue, newMemoryOutbox } from "./memory-outbox.ts";

let place: TestTable;
beforeAll(async () => {
  place = await openTestTable();
}, 120_000);
afterAll(() => place.close());

const begin = Date.UTC(2026, 0, 1);
const settlements: readonly MailSettlement[] = [
  newSentSettlement("m1", begin, 90),
  { status: "PENDING", dueAt: begin + 5_000, reason: "TooManyRequestsException" },
  { status: "DEAD", reason: "BadRequestException" },
];
const step = record({
  act: constantFrom("lease", "lease", "settle", "settle", "again", "event", "revive", "due"),
  which: nat(2),
  waits: constantFrom(-60_000, 0, 1, 5_000, leaseTime - 1, leaseTime),
});
let runs = 0;

it("the outbox in memory answers like DynamoDB for any calls in any order", async () => {
  const { table } = place;
  await assert(
    asyncProperty(array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      runs += 1;
      const memory = newMemoryOutbox();
      const real = {
        lease: leaseMail(table),
        settle: settleMail(table),
        settleByEvent: settleByEvent(table),
        revive: reviveMail(table),
        due: findDueMails(table),
      };
      const reader = { brand: "default", language: "en" } as const;
      const mail = { ...createOwedMail(`run-${runs}`, "address-changed", reader, begin), leftEmail: "ada@example.com" };
      memory.owe(mail);
      await table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(mail) }));
      const held: LeasedMail[] = [];
      let settled: [LeasedMail, MailSettlement] | undefined;
      let now = begin;
      for (const [index, { act, which, waits }] of steps.entries()) {
        now += waits;
        // An earlier lease or the latest: a worker may be late.
        const lease = held[Math.max(0, held.length - 1 - which)];
        const settlement = settlements[which] as MailSettlement;
        const answerOf = async (outbox: typeof real) => {
          if (act === "lease") return outbox.lease(mail, `w${index - (which === 2 ? 1 : 0)}`, now);
          if (act === "settle") return lease && outbox.settle(lease, settlement);
          // A retry, as by the SDK if an answer is lost.
          if (act === "again") return settled && outbox.settle(...settled);
          if (act === "revive") return outbox.revive(mail, now);
          if (act === "event")
            return outbox.settleByEvent(mail, newSentSettlement(which === 0 ? "m1" : `e${index}`, now, 90));
          return (await findAllDue(outbox, now)).filter(({ pk }) => pk === mail.pk).map(({ sk }) => sk);
        };
        const [expected, actual] = [await answerOf(memory), await answerOf(real)];
        expect(actual).toEqual(expected);
        if (act === "lease" && actual) held.push(actual as LeasedMail);
        if (act === "settle" && lease) settled = [lease, settlement];
      }
      const { Item = {} } = await table.client.send(
        new GetItemCommand({ TableName: table.name, Key: toItem({ pk: mail.pk, sk: mail.sk }), ConsistentRead: true }),
      );
      expect(unmarshall(Item)).toEqual(memory.read(mail));
    }),
    { numRuns: 200 },
  );
}, 600_000);
