import { randomUUID } from "node:crypto";
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { assert, asyncProperty, shuffledSubarray } from "fast-check";
import { newTableInput } from "../../local/database.ts";
import { markAddress, settleByEvent } from "../../src/aws/feedback.ts";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { saveAddress, saveProfile } from "../../src/aws/person.ts";
import type { MailEvent, MailStatus } from "../../src/rules/mail/mail-feedback.ts";
import { leaseTime, newSentSettlement } from "../../src/rules/mail/outbox.ts";
import { createAddressNotices, createMailForFact } from "../../src/rules/mail/owed.ts";
import { dueShards, type Key, outboxId, outboxKey, profileKey } from "../../src/rules/people/keys.ts";
import { createHandler } from "../../src/workers/mail-feedback.ts";
import { reviveMail } from "../../tools/operate/dead-mails.ts";
import { invoke, rowsOf, urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";
import { signUpConfirmedPerson } from "../support/people.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const reader = { brand: "default", language: "en" } as const;
const email = "ada@example.com";
const profile = { userName: "u", email, emailVerified: true, provider: "Cognito", attributes: {}, createdAt: now };
const table = {
  client: new DynamoDBClient({
    region: "eu-west-1",
    endpoint: urls.dynamodb,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }),
  name: `feedback-test-${Date.now()}`,
};
const row = async ({ pk, sk }: Key) => {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return Item && unmarshall(Item);
};
const isDue = async ({ pk }: Key) =>
  (await Promise.all(dueShards.map((shard) => findDueMails(table)(shard, Number.MAX_SAFE_INTEGER, 500))))
    .flat()
    .some((key) => key.pk === pk);

beforeAll(async () => {
  await table.client.send(new CreateTableCommand(newTableInput(table.name)));
});

const owe = async () => {
  const sub = randomUUID();
  await saveProfile(table)({ sub, profile, owed: createMailForFact("signed-up", sub, reader, now) }, noHurry);
  return { sub, key: outboxKey(sub, "welcome") };
};
const settlement = newSentSettlement("m1", now, 90);
const move = (sub: string, from: string, to: string, at = now) =>
  saveAddress(table)(
    sub,
    { known: { email: from, emailVerified: true }, to, previousEmail: from },
    createAddressNotices(sub, reader, at, [from]),
    noHurry,
  );

describe("a mail that SES reports as sent", () => {
  it.each([
    ["owed", async () => undefined],
    ["leased and its answer lost", async (key: Key) => leaseMail(table)(key, "w", now)],
  ])("becomes SENT once if it was %s", async (_, before) => {
    const { key } = await owe();
    await before(key);
    expect(await settleByEvent(table)(key, settlement)).toBe(true);
    expect(await settleByEvent(table)(key, newSentSettlement("m2", now + 1, 90))).toBe(false);
    const after = await row(key);
    expect(after).toMatchObject(settlement);
    for (const field of ["leaseId", "duePk", "dueAt", "reason"]) expect(after).not.toHaveProperty(field);
    expect(await isDue(key)).toBe(false);
    expect(await leaseMail(table)(key, "w2", now + 10 * leaseTime)).toBeUndefined();
  });

  it("is not queued again by the worker that leased it", async () => {
    const { key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await settleByEvent(table)(key, settlement);
    const refused = { status: "PENDING", dueAt: now, reason: "Throttled" } as const;
    expect(lease && (await settleMail(table)(lease, refused))).toBe(false);
    expect(await row(key)).toMatchObject(settlement);
  });

  it("is not queued again by redrive after it was given up", async () => {
    const { key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await (lease && settleMail(table)(lease, { status: "DEAD", reason: "given up" }));
    expect(await settleByEvent(table)(key, settlement)).toBe(true);
    expect(await reviveMail(table)(key, now)).toBe(false);
    expect(await row(key)).toMatchObject(settlement);
    expect(await row(key)).not.toHaveProperty("reason");
  });

  it("drops the former address that it was sent to", async () => {
    const sub = randomUUID();
    await saveProfile(table)({ sub, profile }, noHurry);
    await move(sub, email, "new@example.com");
    const key = createAddressNotices(sub, reader, now, [email])[0]?.mail as Key;
    expect(await row(key)).toMatchObject({ leftEmail: email });
    expect(await settleByEvent(table)(key, settlement)).toBe(true);
    expect(JSON.stringify(await row(key))).not.toContain(email);
  });

  it("creates no row for a deleted user", async () => {
    const key = outboxKey(randomUUID(), "welcome");
    expect(await settleByEvent(table)(key, settlement)).toBe(false);
    expect(await row(key)).toBeUndefined();
  });
});

describe("an address that refuses mail", () => {
  const bounced: MailStatus = { state: "bounced", address: email, at: now };
  const complained: MailStatus = { state: "complained", address: email, at: now };
  const markAddresses = async (statuses: MailStatus[], changes: object = {}) => {
    const sub = randomUUID();
    await saveProfile(table)({ sub, profile: { ...profile, ...changes } }, noHurry);
    const answers: boolean[] = [];
    for (const status of statuses) answers.push(await markAddress(table)(sub, status));
    return { sub, answers, status: (await row(profileKey(sub)))?.["mailStatus"] };
  };

  it.each([
    ["a bounce", [bounced], [true], bounced],
    ["the same bounce twice", [bounced, bounced], [true, false], bounced],
    ["an earlier bounce", [bounced, { ...bounced, at: 1 }], [true, true], { ...bounced, at: 1 }],
    ["a later bounce", [bounced, { ...bounced, at: now + 1 }], [true, false], bounced],
    ["a complaint after a bounce", [bounced, complained], [true, true], complained],
    ["a bounce after a complaint", [complained, { ...bounced, at: 1 }], [true, false], complained],
    ["an earlier complaint", [complained, { ...complained, at: 1 }], [true, true], { ...complained, at: 1 }],
    ["a later complaint", [complained, { ...complained, at: now + 1 }], [true, false], complained],
    ["another address", [{ ...bounced, address: "old@example.com" }], [false], undefined],
  ] as Array<[string, MailStatus[], boolean[], MailStatus | undefined]>)("%s", async (_, statuses, answers, status) => {
    expect(await markAddresses(statuses)).toMatchObject({ answers, ...(status && { status }) });
  });

  it.each([
    ["its domain in ASCII", "ada@xn--bcher-kva.example", "ada@bücher.example"],
    ["another case", "ada@example.com", "Ada@Example.com"],
  ])("is recognized if SES writes it with %s", async (_, spelling, written) => {
    const { answers, status } = await markAddresses([{ ...bounced, address: spelling }], { email: written });
    expect([answers, status]).toEqual([[true], { ...bounced, address: written }]);
    const again = await markAddresses(
      [
        { ...bounced, address: spelling },
        { ...bounced, address: spelling },
      ],
      { latestEmail: written },
    );
    expect(again).toMatchObject({ answers: [true, false], status: { ...bounced, address: written } });
  });

  it("is marked if it is the latest one, before the change is saved", async () => {
    const latestEmail = "new@example.com";
    const status = { ...bounced, address: latestEmail };
    expect(await markAddresses([bounced, status], { latestEmail })).toMatchObject({ answers: [false, true], status });
  });

  it("loses its mark when the user changes it, and the new one gets its own", async () => {
    const { sub } = await markAddresses([complained]);
    const to = "new@example.com";
    await move(sub, email, to);
    expect(await markAddress(table)(sub, { ...complained, at: 1 })).toBe(false);
    expect(await markAddress(table)(sub, { ...bounced, address: to })).toBe(true);
    expect(await row(profileKey(sub))).toMatchObject({ mailStatus: { state: "bounced", address: to } });
  });

  it("is not marked if a notice to a former address bounces", async () => {
    const { sub } = await markAddresses([]);
    await move(sub, email, "new@example.com");
    expect(await markAddress(table)(sub, bounced)).toBe(false);
    expect(await row(profileKey(sub))).not.toHaveProperty("mailStatus");
    await move(sub, "new@example.com", email, now + 1);
    expect(await markAddress(table)(sub, { ...bounced, address: "new@example.com" })).toBe(false);
    expect(await markAddress(table)(sub, bounced)).toBe(true);
  });

  it("creates no row for a deleted user", async () => {
    const sub = randomUUID();
    expect(await markAddress(table)(sub, bounced)).toBe(false);
    expect(await row(profileKey(sub))).toBeUndefined();
  });
});

it("writes the same rows for five copies of each event in any order", async () => {
  const handler = createHandler({
    settle: settleByEvent(table),
    mark: markAddress(table),
    report: () => undefined,
    measure: () => undefined,
    sentMailDays: 90,
  });
  const order = Array.from({ length: 5 }, () => [0, 1, 2, 3, 4, 5]).flat();
  const eventsOf = (id: string): MailEvent[] => [
    mailEvent("Send", { id }),
    mailEvent("Delivery", { id }),
    bounce({ id, at: now + 2 }),
    bounce({ id, at: now + 1 }),
    complaint({ id, at: now + 3 }),
    bounce({ id }, { bounceType: "Transient" }),
  ];
  await assert(
    asyncProperty(shuffledSubarray(order, { minLength: order.length }), async (shuffled) => {
      const { sub, key } = await owe();
      const events = eventsOf(outboxId(key));
      // Two at a time, as Lambda may run them.
      for (let next = 0; next < shuffled.length; next += 2)
        await Promise.all(
          shuffled.slice(next, next + 2).map((event) => handler({ detail: events[event] as MailEvent })),
        );
      expect(await row(key)).toMatchObject(newSentSettlement("m1", Date.UTC(2026, 0, 2, 3, 4, 5), 90));
      expect((await row(profileKey(sub)))?.["mailStatus"]).toEqual({
        state: "complained",
        address: email,
        at: now + 3,
      });
    }),
    { numRuns: 20 },
  );
}, 240_000);

it("marks a user's address for an event of EventBridge on the running stack", async () => {
  const { sub, email: to } = await signUpConfirmedPerson();
  const detail = bounce({ id: outboxId(outboxKey(sub, "welcome")), to });
  const event = { version: "0", id: "e", "detail-type": "Email Bounced", source: "aws.ses", detail };
  for (const _ of [1, 2, 3]) expect(await invoke("mailFeedback", event)).toBeNull();
  expect((await rowsOf(sub)).find(({ sk }) => sk === "PROFILE")).toMatchObject({
    mailStatus: { state: "bounced", address: to },
  });
}, 120_000);
