import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "@jest/globals";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { newSentSettlement } from "../../src/rules/mail/outbox.ts";

const key = { pk: "USER#s", sk: "OUTBOX#welcome" };
const leased = { ...key, leaseId: "l1" } as Parameters<ReturnType<typeof settleMail>>[0];
const dead = { status: "DEAD", reason: "r" } as const;
const owed = { status: "PENDING", dueAt: 1, reason: "r" } as const;
const createTable = (send: () => Promise<object>) => ({ client: { send } as unknown as DynamoDBClient, name: "t" });
const failWith = (error: Error) =>
  createTable(async () => {
    throw error;
  });
const taken = failWith(new ConditionalCheckFailedException({ message: "taken", $metadata: {} }));
const gone = failWith(new Error("table is gone"));
const found = createTable(async () => ({ Items: [{ pk: { S: key.pk }, sk: { S: key.sk } }] }));
const silent = createTable(async () => ({}));

describe("the outbox, with responses that are rare in a real table", () => {
  it.each([
    ["a lease that another worker holds", () => leaseMail(taken)(key, "l1", 0), undefined],
    ["a lease with an empty response", () => leaseMail(silent)(key, "l1", 0), {}],
    ["settling with a lost lease", () => settleMail(taken)(leased, dead), false],
    ["settling with a valid lease", () => settleMail(silent)(leased, dead), true],
    ["settling a sent mail", () => settleMail(silent)(leased, newSentSettlement("m1", 1, 90)), true],
    ["settling a mail that is still owed", () => settleMail(silent)(leased, owed), true],
    ["finding a due mail", () => findDueMails(found)("OWED#0", 0, 5), [key]],
    ["finding no due mail", () => findDueMails(silent)("OWED#0", 0, 5), []],
  ])("%s", async (_, work, result) => {
    expect(await work()).toEqual(result);
  });

  it.each([
    ["leasing", () => leaseMail(gone)(key, "l1", 0)],
    ["settling", () => settleMail(gone)(leased, dead)],
    ["finding due mails", () => findDueMails(gone)("OWED#0", 0, 5)],
  ])("%s rejects if the table is gone", async (_, work) => {
    await expect(work()).rejects.toThrow("table is gone");
  });
});
