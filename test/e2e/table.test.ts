import { randomUUID } from "node:crypto";
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { createTable } from "../../local/database.ts";
import { countAttempt } from "../../src/aws/attempts.ts";
import { dueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import {
  readProfile,
  saveAddress,
  saveProfile,
  saveProfileAndMail,
  saveSignIn,
  saveSignInAndMail,
} from "../../src/aws/person.ts";
import { dueKey, dueShards, type Key, outboxKey, signInId } from "../../src/rules/keys.ts";
import { type MailAddress, mailAddress } from "../../src/rules/mail-address.ts";
import { leaseTime } from "../../src/rules/outbox.ts";
import { addressChanged, newSignIn, owedFor } from "../../src/rules/owed.ts";
import { signInOf } from "../../src/rules/sign-in.ts";
import { foldedAddress } from "../../src/rules/sign-up-limit.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const reader = { brand: "default", language: "en" } as const;
const profile = {
  userName: "u",
  email: "ada@example.com",
  emailVerified: true,
  provider: "Cognito",
  attributes: {},
  createdAt: now,
};
const table = {
  client: new DynamoDBClient({
    region: "eu-west-1",
    endpoint: urls.dynamodb,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }),
  name: `table-test-${Date.now()}`,
};
const row = async ({ pk, sk }: Key) => {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  return Item && unmarshall(Item);
};
const read = (sub: string) => readProfile(table, { consistent: true })(sub, noHurry);
const due = async (at: number) => (await Promise.all(dueShards.map((shard) => dueMails(table)(shard, at, 50)))).flat();
const newSub = () => randomUUID();

beforeAll(async () => {
  await table.client.send(new CreateTableCommand(createTable(undefined, table.name)));
});

describe("a profile", () => {
  it("is written once, with its mail, however often it is asked for at the same time", async () => {
    const sub = newSub();
    const save = () => saveProfileAndMail(table)(sub, profile, owedFor("signed-up", sub, reader, now), noHurry);
    await Promise.all(Array.from({ length: 20 }, save));
    await saveProfileAndMail(table)(
      sub,
      { ...profile, email: "new@example.com" },
      owedFor("signed-up", sub, reader, now + 1),
      noHurry,
    );
    expect(await read(sub)).toMatchObject({ email: "ada@example.com" });
    expect(await row(outboxKey(sub, "welcome"))).toMatchObject({ createdAt: now, status: "PENDING" });
  });

  it("is filled where something is missing, and keeps what the server side owns", async () => {
    const sub = newSub();
    await saveProfile(table)(sub, { ...profile, claims: { plan: "pro" } }, noHurry);
    await saveProfile(table)(
      sub,
      { ...profile, email: "new@example.com", claims: { plan: "free" }, confirmedAt: now },
      noHurry,
    );
    expect(await read(sub)).toMatchObject({ email: "ada@example.com", claims: { plan: "pro" }, confirmedAt: now });
  });

  it("is undefined where there is none", async () => {
    expect(await read(newSub())).toBeUndefined();
  });
});

it("changes an address once, and owes the notice once", async () => {
  const sub = newSub();
  await saveProfile(table)(sub, { ...profile, latestEmail: "new@example.com" }, noHurry);
  const change = { from: "ada@example.com", to: "new@example.com" };
  const save = (at: number) => saveAddress(table)(sub, change, addressChanged(sub, reader, at), noHurry);
  await Promise.all([save(now), save(now), save(now)]);
  await save(now + 600_000);
  const after = await read(sub);
  expect(after).toMatchObject({ email: "new@example.com", previousEmail: "ada@example.com", emailVerified: true });
  expect(after).not.toHaveProperty("latestEmail");
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

it("adds an address where there is none, and never to somebody who is not there", async () => {
  const [sub, gone] = [newSub(), newSub()];
  const { email: _, ...without } = profile;
  await saveProfile(table)(sub, { ...without, emailVerified: false, claims: { plan: "pro" } }, noHurry);
  const add = (of: string, to: string) => saveAddress(table)(of, { from: undefined, to }, undefined, noHurry);
  await add(sub, "ada@example.com");
  await add(sub, "other@example.com");
  await add(gone, "ada@example.com");
  expect(await read(sub)).toMatchObject({ email: "ada@example.com", emailVerified: true, claims: { plan: "pro" } });
  expect(await read(sub)).not.toHaveProperty("previousEmail");
  expect(await read(gone)).toBeUndefined();
});

it("lets go of an address that a password was reset with and that was given back", async () => {
  const sub = newSub();
  await saveProfile(table)(sub, { ...profile, latestEmail: "given-back@example.com" }, noHurry);
  const { email } = profile;
  await saveAddress(table)(sub, { from: email, to: email }, undefined, noHurry);
  expect(await read(sub)).toEqual({ ...profile, pk: `USER#${sub}`, sk: "PROFILE" });
});

it("takes the address of a password reset for the latest, whatever the row says", async () => {
  const sub = newSub();
  await saveProfile(table)(sub, { ...profile, latestEmail: "first@example.com" }, noHurry);
  await saveProfile(table)(sub, { ...profile, latestEmail: "second@example.com" }, noHurry);
  expect(await read(sub)).toMatchObject({ email: "ada@example.com", latestEmail: "second@example.com" });
});

it.each([
  [0, 1],
  [14_000, 1],
  [56_000, 1],
  // The first one was handed over, and is written after its repeat.
  [-14_000, 1],
  [121_000, 2],
])("two password changes %i ms apart owe %i mails", async (apart, mails) => {
  const sub = newSub();
  const save = (at: number) =>
    saveProfileAndMail(table)(sub, profile, owedFor("password-changed", sub, reader, at), noHurry);
  await save(now);
  await save(now + apart);
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(mails);
});

it("keeps one row of a sign-in and its mail, repeated or not", async () => {
  const sub = newSub();
  const signIn = signInOf({ sub, at: now, clientId: "c", source: "s", newDevice: true, keptDays: 1 });
  const save = (at: number) => saveSignInAndMail(table)(signIn, newSignIn(sub, reader, at, "c"), noHurry);
  await saveSignIn(table)(signIn, noHurry);
  await Promise.all([1, 2, 3].map(() => save(now)));
  expect(await row(signIn)).toEqual(signIn);
  // Cognito repeats within 15 s, which may be in the next slice, and a repeat may be written before.
  await Promise.all([save(now + 14_000), save(now - 14_000)]);
  expect(await row(outboxKey(sub, "new-sign-in", signInId(now, "c")))).toMatchObject({ status: "PENDING" });
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

it("keeps a second sign-in from a new device, of which no mail tells", async () => {
  const sub = newSub();
  const signIns = [now, now + 20_000].map((at) =>
    signInOf({ sub, at, clientId: "c", source: "s", newDevice: true, keptDays: 1 }),
  );
  for (const signIn of signIns) await saveSignInAndMail(table)(signIn, newSignIn(sub, reader, signIn.at, "c"), noHurry);
  expect(await Promise.all(signIns.map(row))).toEqual(signIns);
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

it("keeps no address before the last one that nobody was told of, for it may be anybody's", async () => {
  const sub = newSub();
  await saveProfile(table)(sub, { ...profile, emailVerified: false }, noHurry);
  await saveAddress(table)(sub, { from: profile.email, to: "new@example.com" }, undefined, noHurry);
  expect(await read(sub)).toMatchObject({ email: "new@example.com", emailVerified: true });
  expect(await read(sub)).not.toHaveProperty("previousEmail");
});

describe("an owed mail", () => {
  const owe = async () => {
    const sub = newSub();
    await saveProfileAndMail(table)(sub, profile, owedFor("signed-up", sub, reader, now), noHurry);
    return { sub, key: outboxKey(sub, "welcome") };
  };
  const isDue = async (key: Key, at: number) => (await due(at)).some(({ pk }) => pk === key.pk);

  it("is leased to one of many workers, and to the next when the lease has ended", async () => {
    const { key } = await owe();
    const leases = await Promise.all(
      Array.from({ length: 20 }, (_, worker) => leaseMail(table)(key, `w${worker}`, now)),
    );
    const [lease, ...others] = leases.filter((mail) => mail !== undefined);
    expect(others).toEqual([]);
    expect(lease).toMatchObject({ status: "SENDING", attempts: 1, dueAt: now + leaseTime, kind: "welcome" });
    expect(await leaseMail(table)(key, "late", now + leaseTime - 1)).toBeUndefined();
    expect(await leaseMail(table)(key, "next", now + leaseTime)).toMatchObject({ attempts: 2, leaseId: "next" });
  });

  it("is due for a worker whose clock is behind", async () => {
    const { key } = await owe();
    expect(await leaseMail(table)(key, "w", now - 60_000)).toMatchObject({ attempts: 1 });
  });

  it("is no longer owed once it was sent, and can never be leased again", async () => {
    const { key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    expect(await isDue(key, now + leaseTime)).toBe(true);
    expect(lease && (await settleMail(table)(lease, { status: "SENT", expiresAt: 1, messageId: "m" }))).toBe(true);
    expect(await isDue(key, Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(await leaseMail(table)(key, "w", now + 10 * leaseTime)).toBeUndefined();
    expect(await row(key)).toMatchObject({ status: "SENT", messageId: "m", expiresAt: 1 });
  });

  it("waits for its next try when it was refused", async () => {
    const { sub, key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await (lease && settleMail(table)(lease, { status: "PENDING", dueAt: now + 5_000, reason: "Throttled" }));
    expect(await row(key)).toMatchObject({ duePk: dueKey(sub), dueAt: now + 5_000, reason: "Throttled", attempts: 1 });
    expect(await leaseMail(table)(key, "w2", now + 4_999)).toBeUndefined();
    expect(await leaseMail(table)(key, "w2", now + 5_000)).toMatchObject({ attempts: 2 });
  });

  it("is not settled by a worker whose lease another one has taken", async () => {
    const { key } = await owe();
    const first = await leaseMail(table)(key, "first", now);
    await leaseMail(table)(key, "second", now + leaseTime);
    expect(first && (await settleMail(table)(first, { status: "DEAD", reason: "x" }))).toBe(false);
    expect(await row(key)).toMatchObject({ status: "SENDING", leaseId: "second" });
  });

  it("stays as a dead one, out of the index, for a person to look at", async () => {
    const { key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await (lease && settleMail(table)(lease, { status: "DEAD", reason: "MessageRejected" }));
    expect(await isDue(key, Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(await row(key)).toMatchObject({ status: "DEAD", reason: "MessageRejected" });
    expect(await row(key)).not.toHaveProperty("expiresAt");
  });
});

it("lets an address sign up five times an hour, however it is written and however fast", async () => {
  const address = `${newSub()}@example.com`;
  const count = (written: string, at = now) => {
    const what = foldedAddress(mailAddress(written) as MailAddress);
    return countAttempt(table)({ what, most: 5 }, at, noHurry);
  };
  const spellings = [address, address.toUpperCase(), address.replace("@", "+tag@")];
  const allowed = await Promise.all(
    Array.from({ length: 100 }, (_, attempt) => count(spellings[attempt % 3] ?? address)),
  );
  expect(allowed.filter(Boolean)).toHaveLength(5);
  expect(await count(address, now + 3_600_000)).toBe(true);
  expect(await count(`other-${address}`)).toBe(true);
});
