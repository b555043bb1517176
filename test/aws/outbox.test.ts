import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "@jest/globals";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { settleAsSent } from "../../src/rules/mail/outbox.ts";

const key = { pk: "USER#s", sk: "OUTBOX#welcome" };
const leased = { ...key, leaseId: "l1" } as Parameters<ReturnType<typeof settleMail>>[0];
const dead = { status: "DEAD", reason: "r" } as const;
const owed = { status: "PENDING", dueAt: 1, reason: "r" } as const;
const tableThat = (send: () => Promise<object>) => ({ client: { send } as unknown as DynamoDBClient, name: "t" });
const failing = (error: Error) =>
  tableThat(async () => {
    throw error;
  });
const taken = failing(new ConditionalCheckFailedException({ message: "taken", $metadata: {} }));
const gone = failing(new Error("table is gone"));
const found = tableThat(async () => ({ Items: [{ pk: { S: key.pk }, sk: { S: key.sk } }] }));
const silent = tableThat(async () => ({}));

describe("the outbox, what real tables seldom do", () => {
  it.each([
    ["a lease that another has", () => leaseMail(taken)(key, "l1", 0), undefined],
    ["a lease that answers nothing", () => leaseMail(silent)(key, "l1", 0), {}],
    ["a lease that was lost", () => settleMail(taken)(leased, dead), false],
    ["a lease that is kept", () => settleMail(silent)(leased, dead), true],
    ["a mail that was sent", () => settleMail(silent)(leased, settleAsSent("m1", 1, 90)), true],
    ["a mail that is still owed", () => settleMail(silent)(leased, owed), true],
    ["a mail that is due", () => findDueMails(found)("OWED#0", 0, 5), [key]],
    ["nothing due", () => findDueMails(silent)("OWED#0", 0, 5), []],
  ])("%s", async (_, work, result) => {
    expect(await work()).toEqual(result);
  });

  it.each([
    ["leasing", () => leaseMail(gone)(key, "l1", 0)],
    ["settling", () => settleMail(gone)(leased, dead)],
    ["looking for what is due", () => findDueMails(gone)("OWED#0", 0, 5)],
  ])("%s rejects when the table is gone", async (_, work) => {
    await expect(work()).rejects.toThrow("table is gone");
  });
});
