import { randomUUID } from "node:crypto";
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { readProfile, saveMissedSignUp, saveProfile } from "../../src/aws/person.ts";
import { toItem } from "../../src/aws/table.ts";
import { createMailForFact } from "../../src/rules/mail/owed.ts";
import { outboxKey } from "../../src/rules/people/keys.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const client = new DynamoDBClient({
  region: "eu-west-1",
  endpoint: urls.dynamodb,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

describe("the row of a missed sign-up", () => {
  const table = { client, name: "" };
  beforeEach(async () => {
    table.name = `missed-test-${randomUUID()}`;
    await client.send(new CreateTableCommand(newTableInput(table.name)));
  });

  const createRows = (sub: string, confirmedAt: number) => {
    const profile = { userName: "u", emailVerified: true, provider: "Cognito", attributes: {}, createdAt: confirmedAt };
    const owed = createMailForFact("signed-up", sub, { brand: "default", language: "en" }, confirmedAt);
    return { profile: { ...profile, confirmedAt }, seen: profile, owed };
  };

  it("is written once by concurrent writers", async () => {
    const subs = Array.from({ length: 25 }, () => randomUUID());
    const written = await Promise.all(
      subs.map(async (sub) => {
        const [missed, trigger] = [createRows(sub, 1), createRows(sub, 2)];
        const results = await Promise.all([
          saveMissedSignUp(table)({ sub, profile: missed.profile, owed: missed.owed }, noHurry),
          saveProfile(table)({ sub, profile: trigger.profile, owed: trigger.owed }, noHurry),
          saveProfile(table)({ sub, profile: trigger.seen }, noHurry),
          saveMissedSignUp(table)({ sub, profile: missed.profile, owed: missed.owed }, noHurry),
        ]);
        const row = await readProfile(table, { consistent: true })(sub, noHurry);
        return { row, times: results.filter((result) => result === true).length };
      }),
    );
    for (const { row, times } of written) {
      expect(times).toBeLessThanOrEqual(1);
      expect(row?.confirmedAt).toBe(times === 1 ? 1 : 2);
    }
    expect(written).toHaveLength(25);
  });

  it.each<[string, { confirmed: boolean; gone: boolean }]>([
    ["confirmed by the trigger and its mail has expired", { confirmed: true, gone: true }],
    ["just confirmed by the trigger", { confirmed: true, gone: false }],
    ["owed a welcome that the profile does not show", { confirmed: false, gone: false }],
  ])("is unchanged if it was %s", async (_, { confirmed, gone }) => {
    const sub = randomUUID();
    const [missed, trigger] = [createRows(sub, 1), createRows(sub, 2)];
    await saveProfile(table)({ sub, profile: confirmed ? trigger.profile : trigger.seen, owed: trigger.owed }, noHurry);
    const before = await readProfile(table, { consistent: true })(sub, noHurry);
    const welcome = { TableName: table.name, Key: toItem(outboxKey(sub, "welcome")) };
    if (gone) await client.send(new DeleteItemCommand(welcome));
    expect(await saveMissedSignUp(table)({ sub, profile: missed.profile, owed: missed.owed }, noHurry)).toBe(false);
    expect(await readProfile(table, { consistent: true })(sub, noHurry)).toEqual(before);
    const { Item } = await client.send(new GetItemCommand({ ...welcome, ConsistentRead: true }));
    expect(Item?.["createdAt"]?.N).toBe(gone ? undefined : "2");
  });
});
