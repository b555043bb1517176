import { randomUUID } from "node:crypto";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { createTable } from "../../local/database.ts";
import { countedAtOnce, type Units, units } from "../../scripts/costs/units.ts";
import { countOnce } from "../../src/aws/activity.ts";
import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { countAttempt } from "../../src/aws/sign-up-rows.ts";
import { countablesOf } from "../../src/rules/activity.ts";
import { outboxKey } from "../../src/rules/keys.ts";
import { owedFor } from "../../src/rules/owed.ts";
import { signInOf } from "../../src/rules/sign-in.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const client = new DynamoDBClient({
  region: "eu-west-1",
  endpoint: urls.dynamodb,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const table = { client, name: `costs-test-${Date.now()}` };

type Capacity = { CapacityUnits?: number };
let used: Units = { write: 0, read: 0 };
const reading = ["GetItemCommand", "QueryCommand", "BatchGetItemCommand"];
client.middlewareStack.add(
  (next, { commandName = "" }) =>
    async (call) => {
      Object.assign(call.input, { ReturnConsumedCapacity: "TOTAL" });
      const result = await next(call);
      const { ConsumedCapacity = [] } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
      const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
      used[reading.includes(commandName) ? "read" : "write"] += sum;
      return result;
    },
  { step: "initialize", name: "capacity" },
);

beforeAll(async () => {
  await client.send(new CreateTableCommand(createTable(table.name)));
});

/** The units that a piece of work takes. */
const measured = async (work: () => Promise<unknown>): Promise<Units> => {
  used = { write: 0, read: 0 };
  await work();
  return used;
};

const now = Date.parse("2026-01-31T12:00:00Z");
const profile = {
  userName: randomUUID(),
  email: "ada.lovelace@mail.example.com",
  emailVerified: true,
  givenName: "Ada",
  familyName: "Lovelace",
  locale: "en-GB",
  provider: "Cognito",
  clientId: "1h57kf5cpq17m0eml12EXAMPLE",
  attributes: {},
  createdAt: now,
  confirmedAt: now,
};
const owed = (sub: string) => owedFor("signed-up", sub, { brand: "default", language: "en" }, now);
const signIn = (sub: string, at = now) =>
  signInOf({
    sub,
    at,
    clientId: profile.clientId,
    source: "PostAuthentication_Authentication",
    newDevice: false,
    keptDays: 90,
  });

describe("the table's units are those of scripts/costs/units.ts", () => {
  const sub = randomUUID();

  it("for a sign-up that is counted", async () => {
    const attempt = { what: "ada@example.com", most: 5 };
    expect(await measured(() => countAttempt(table)(attempt, now, noHurry))).toEqual(units.attempt);
  });

  it("for a confirmation", async () => {
    expect(await measured(() => saveProfile(table)({ sub, profile, owed: owed(sub) }, noHurry))).toEqual(
      units.confirmation,
    );
  });

  it("for a mail that is sent", async () => {
    const send = async () => {
      const lease = await leaseMail(table)(outboxKey(sub, "welcome"), "worker", now);
      await readProfile(table, { consistent: false })(sub, noHurry);
      if (lease)
        await settleMail(table)(lease, { status: "SENT", sentAt: now, messageId: randomUUID(), expiresAt: 1 } as never);
    };
    expect(await measured(send)).toEqual(units.mailSent);
  });

  it("for a token", async () => {
    expect(await measured(() => readProfile(table, { consistent: false })(sub, noHurry))).toEqual(units.token);
  });

  it("for a sign-in", async () => {
    expect(await measured(() => saveSignIn(table)({ signIn: signIn(sub) }, noHurry))).toEqual(units.signIn);
  });

  const count = countOnce(table, { keptDays: 400 });
  const group = (rowOf: (sub: string) => { key: { pk: string; sk: string }; after: Record<string, unknown> }) =>
    Array.from({ length: countedAtOnce }, () => rowOf(randomUUID())).flatMap((change) => countablesOf(change, now));

  it("for a group of sign-ups, counted", async () => {
    const group14 = group((sub) => ({ key: { pk: `USER#${sub}`, sk: "PROFILE" }, after: profile }));
    expect(await measured(() => count(group14, now))).toEqual(units.countedSignUps);
  });

  it("for a group of sign-ins, counted", async () => {
    const group14 = group((sub) => {
      const { pk, sk, ...after } = signIn(sub);
      return { key: { pk, sk }, after };
    });
    expect(await measured(() => count(group14, now))).toEqual(units.countedSignIns);
  });
});
