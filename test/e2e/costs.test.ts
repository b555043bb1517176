import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { countOnce } from "../../src/aws/activity.ts";
import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { countAttempt } from "../../src/aws/sign-up-rows.ts";
import { createMailForFact } from "../../src/rules/mail/owed.ts";
import { countablesOf } from "../../src/rules/people/activity.ts";
import { outboxKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
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

type Units = { write: number; read: number };
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
  await client.send(new CreateTableCommand(newTableInput(table.name)));
});

/** Counts the units that some work takes. */
const countUnits = async (work: () => Promise<unknown>): Promise<Units> => {
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
const owed = (sub: string) => createMailForFact("signed-up", sub, { brand: "default", language: "en" }, now);
const signIn = (sub: string, at = now) =>
  createSignIn({
    sub,
    at,
    clientId: profile.clientId,
    source: "PostAuthentication_Authentication",
    newDevice: false,
    keptDays: 90,
  });

const document = readFileSync("docs/production.md", "utf8");
/** The numbers in a row of the document's tables. */
const readDocumented = (row: string): number[] => {
  const line = document.split("\n").find((text) => text.startsWith(`| ${row} |`));
  if (!line) throw new Error(`docs/production.md has no row "${row}".`);
  return line.split("|").slice(2, -1).map(Number);
};

/** How many records one batch has at an even million a month: the stream gathers them for ten seconds. */
const countedAtOnce = 4;
const count = countOnce(table, { keptDays: 400 });
const countGroup = (rowOf: (sub: string) => { key: { pk: string; sk: string }; after: Record<string, unknown> }) => {
  const changes = Array.from({ length: countedAtOnce }, () => rowOf(randomUUID()));
  return count(
    changes.flatMap((change) => countablesOf(change, now)),
    now,
  );
};

describe("DynamoDB's units in docs/production.md", () => {
  const sub = randomUUID();
  const rows = {
    attempt: "pre-signup counts the attempt",
    confirmation: "post-confirmation writes the profile and the welcome owed",
    mailSent: "`sendMail` sends a mail",
    signIn: "post-authentication writes a sign-in",
    token: "pre-token-generation reads the profile",
    countedSignUps: "`countActivity` counts four sign-ups that come together",
    countedSignIns: "`countActivity` counts four first sign-ins of a day that come together",
  };
  const units = {} as Record<keyof typeof rows, Units>;

  it.each<[keyof typeof rows, () => Promise<unknown>]>([
    ["attempt", () => countAttempt(table)({ what: "ada@example.com", max: 5 }, now, noHurry)],
    ["confirmation", () => saveProfile(table)({ sub, profile, owed: owed(sub) }, noHurry)],
    [
      "mailSent",
      async () => {
        const lease = await leaseMail(table)(outboxKey(sub, "welcome"), "worker", now);
        await readProfile(table, { consistent: false })(sub, noHurry);
        const sent = { status: "SENT", sentAt: now, messageId: randomUUID(), expiresAt: 1 } as never;
        if (lease) await settleMail(table)(lease, sent);
      },
    ],
    ["token", () => readProfile(table, { consistent: false })(sub, noHurry)],
    ["signIn", () => saveSignIn(table)({ signIn: signIn(sub) }, noHurry)],
    ["countedSignUps", () => countGroup((one) => ({ key: { pk: `USER#${one}`, sk: "PROFILE" }, after: profile }))],
    [
      "countedSignIns",
      () =>
        countGroup((one) => {
          const { pk, sk, ...after } = signIn(one);
          return { key: { pk, sk }, after };
        }),
    ],
  ])("match the measured units: %s", async (name, work) => {
    units[name] = await countUnits(work);
    expect(readDocumented(rows[name])).toEqual([units[name].write, units[name].read]);
  });

  it("add up to the units of a sign-up, a sign-in and a token, also in docs/data.md", () => {
    const { attempt, confirmation, mailSent, signIn, token, countedSignUps, countedSignIns } = units;
    /** `mailFeedback`, for each of a sign-up's two mails: DynamoDB also bills a write whose condition fails. */
    const settled = { write: 1, read: 0 };
    const sum = (of: keyof Units, ...parts: Units[]) => parts.reduce((total, part) => total + part[of], 0);
    const total = (of: keyof Units) => [
      sum(of, attempt, confirmation, mailSent, settled, settled) + countedSignUps[of] / countedAtOnce,
      sum(of, signIn, token) + countedSignIns[of] / countedAtOnce,
      token[of],
    ];
    expect(readDocumented("write units of one")).toEqual(total("write"));
    expect(readDocumented("read units of one")).toEqual(total("read"));
    expect(readFileSync("docs/data.md", "utf8").replaceAll("\n", " ")).toMatch(
      new RegExp(
        `a sign-up costs ${attempt.write + confirmation.write} write units .* a sign-in ${signIn.write}, a token half a read unit, an email sent ${mailSent.write}\\. .* cost a sign-up ${countedSignUps.write / countedAtOnce} more and a sign-in ${countedSignIns.write / countedAtOnce},`,
      ),
    );
  });
});
