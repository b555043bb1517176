import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { settleByEvent } from "../../src/aws/feedback.ts";
import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { countAttempt, digest } from "../../src/aws/sign-up-rows.ts";
import { type MailSettlement, newSentSettlement } from "../../src/rules/mail/outbox.ts";
import { attemptsKey } from "../../src/rules/sign-up/sign-up-limit.ts";
import { noHurry } from "../support/collect.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { openTable, openTestTable, type TestTable } from "../support/place.ts";
import { oweWelcome, rowOf } from "../support/table-rows.ts";

let place: TestTable;
let proxy: FaultProxy;
beforeAll(async () => {
  place = await openTestTable();
  proxy = await startFaultProxy(place.endpoint);
}, 120_000);
afterAll(async () => {
  await proxy.close();
  await place.close();
});

jest.setTimeout(120_000);
const now = Date.UTC(2026, 0, 1);

it("a worker gets its own lease again if the answer is lost and the SDK retries", async () => {
  const key = await oweWelcome(place.table, now);
  proxy.use({ fault: "lost-answer", to: 1 });
  expect(await leaseMail(openTable(proxy.url))(key, "mine", now)).toMatchObject({ leaseId: "mine", status: "SENDING" });
  expect(await leaseMail(openTable(proxy.url))(key, "theirs", now)).toBeUndefined();
});

it.each<[string, MailSettlement]>([
  ["sent", newSentSettlement("m1", now, 90)],
  ["to be retried", { status: "PENDING", dueAt: now + 5_000, reason: "TooManyRequestsException" }],
  ["dead", { status: "DEAD", reason: "BadRequestException" }],
])("a mail can be settled as %s if the answer is lost and the SDK retries", async (_, settlement) => {
  const key = await oweWelcome(place.table, now);
  const lease = await leaseMail(place.table)(key, "mine", now);
  if (!lease) throw new Error("no lease");
  proxy.use({ fault: "lost-answer", to: 1 });
  expect(await settleMail(openTable(proxy.url))(lease, settlement)).toBe(true);
  expect(await rowOf(place.table, key)).toMatchObject(settlement);
  expect(await settleMail(place.table)(lease, { status: "DEAD", reason: "another" })).toBe(false);
});

it("a mail that SES's event has settled can be settled by the same message only", async () => {
  const key = await oweWelcome(place.table, now);
  const lease = await leaseMail(place.table)(key, "mine", now);
  if (!lease) throw new Error("no lease");
  await settleByEvent(place.table)(key, newSentSettlement("m1", now - 2_000, 90));
  expect(await settleMail(place.table)(lease, newSentSettlement("m2", now, 90))).toBe(false);
  expect(await settleMail(place.table)(lease, newSentSettlement("m1", now, 90))).toBe(true);
});

it("a sign-up is counted once and let in if the answer is lost and the SDK retries", async () => {
  const counted = { what: `ada-${now}@example.com`, max: 2 };
  const count = (table: TestTable["table"]) => countAttempt(table)(counted, now, noHurry);
  for (const _ of [1, 2]) {
    proxy.use({ fault: "lost-answer", to: 1 });
    expect(await count(openTable(proxy.url))).toBe(true);
  }
  expect(await count(place.table)).toBe(false);
  expect(await rowOf(place.table, attemptsKey(digest(counted.what), now))).toMatchObject({ attempts: 2 });
});
