import { randomUUID } from "node:crypto";
import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { findDueMails, leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile, saveAddress, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { countAttempt } from "../../src/aws/sign-up-rows.ts";
import { leaseTime } from "../../src/rules/mail/outbox.ts";
import {
  createAddressNotices,
  createMailForFact,
  createNewSignInNotice,
  findLeftEmails,
  type KnownEmails,
} from "../../src/rules/mail/owed.ts";
import { dueKey, dueShards, type Key, outboxKey, signInId, signInKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
import { foldMailbox, type MailAddress, parseMailAddress } from "../../src/rules/sign-up/mail-address.ts";
import { createHandler as createEnsureProfile } from "../../src/workers/ensure-profile.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { patience } from "../support/patience.ts";
import { suiteWith } from "../support/suite.ts";

jest.setTimeout(patience.test);

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
const due = async (at: number) =>
  (await Promise.all(dueShards.map((shard) => findDueMails(table)(shard, at, 50)))).flat();
const newSub = () => randomUUID();
/** Saves an address like pre-token-generation, which may have read the row before it changed. */
const changeAddress = (sub: string, known: KnownEmails, to: string, at = now) => {
  const left = findLeftEmails(known, to);
  const change = { known, to, previousEmail: left.at(-1) };
  return saveAddress(table)(sub, change, createAddressNotices(sub, reader, at, left), noHurry);
};
const listOwedAddresses = async (sub: string) =>
  (await Promise.all((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`).map(row)))
    .map((mail) => mail?.["leftEmail"])
    .sort();

beforeAll(async () => {
  await table.client.send(new CreateTableCommand(newTableInput(table.name)));
});

describe("a profile", () => {
  it("is written once with its mail by concurrent writers", async () => {
    const sub = newSub();
    const save = () =>
      saveProfile(table)({ sub, profile, owed: createMailForFact("signed-up", sub, reader, now) }, noHurry);
    await Promise.all(Array.from({ length: 20 }, save));
    await saveProfile(table)(
      {
        sub,
        profile: { ...profile, email: "new@example.com" },
        owed: createMailForFact("signed-up", sub, reader, now + 1),
      },
      noHurry,
    );
    expect(await read(sub)).toMatchObject({ email: "ada@example.com" });
    expect(await row(outboxKey(sub, "welcome"))).toMatchObject({ createdAt: now, status: "PENDING" });
  });

  it("gets its missing fields, and keeps those of the backend", async () => {
    const sub = newSub();
    await saveProfile(table)({ sub, profile: { ...profile, claims: { plan: "pro" } } }, noHurry);
    await saveProfile(table)(
      { sub, profile: { ...profile, email: "new@example.com", claims: { plan: "free" }, confirmedAt: now } },
      noHurry,
    );
    expect(await read(sub)).toMatchObject({ email: "ada@example.com", claims: { plan: "pro" }, confirmedAt: now });
  });

  it("is undefined if it does not exist", async () => {
    expect(await read(newSub())).toBeUndefined();
  });
});

it("changes an address once, and owes the notice once", async () => {
  const sub = newSub();
  const known = { ...profile, latestEmail: "new@example.com" };
  await saveProfile(table)({ sub, profile: known }, noHurry);
  const save = (at: number) => changeAddress(sub, known, "new@example.com", at);
  await Promise.all([save(now), save(now), save(now)]);
  await save(now + 600_000);
  const after = await read(sub);
  expect(after).toMatchObject({ email: "new@example.com", previousEmail: "ada@example.com", emailVerified: true });
  expect(after).not.toHaveProperty("latestEmail");
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

it("adds a missing address, but only to an existing row", async () => {
  const [sub, gone] = [newSub(), newSub()];
  const { email: _, ...without } = profile;
  await saveProfile(table)({ sub, profile: { ...without, emailVerified: false, claims: { plan: "pro" } } }, noHurry);
  const add = (of: string, to: string) => changeAddress(of, { emailVerified: false }, to);
  await add(sub, "ada@example.com");
  await add(sub, "other@example.com");
  await add(gone, "ada@example.com");
  expect(await read(sub)).toMatchObject({ email: "ada@example.com", emailVerified: true, claims: { plan: "pro" } });
  expect(await read(sub)).not.toHaveProperty("previousEmail");
  expect(await read(gone)).toBeUndefined();
});

it("restores the address after a password reset with another, and owes both one notice", async () => {
  const sub = newSub();
  const { email } = profile;
  const known = { ...profile, latestEmail: "given-back@example.com" };
  await saveProfile(table)({ sub, profile: known }, noHurry);
  await Promise.all([now, now, now + 1].map((at) => changeAddress(sub, known, email, at)));
  await changeAddress(sub, known, email, now + 600_000);
  const previousEmail = "given-back@example.com";
  expect(await read(sub)).toEqual({ ...profile, previousEmail, pk: `USER#${sub}`, sk: "PROFILE" });
  expect(await listOwedAddresses(sub)).toEqual([email, previousEmail]);
});

it("owes a notice to each former address, also within a minute and if one comes back", async () => {
  const sub = newSub();
  await saveProfile(table)({ sub, profile }, noHurry);
  const others = ["b@example.com", "c@example.com", profile.email, "b@example.com"];
  let known: KnownEmails = profile;
  for (const [index, to] of others.entries()) {
    // A retry has read the same row.
    for (const at of [now + index, now + index + 14_000]) await changeAddress(sub, known, to, at);
    known = { email: to, emailVerified: true };
  }
  expect(await read(sub)).toMatchObject({ email: "b@example.com", previousEmail: profile.email });
  expect(await listOwedAddresses(sub)).toEqual([profile.email, profile.email, "b@example.com", "c@example.com"]);
});

it.each([
  ["the address was verified", { ...profile, emailVerified: false }, {}],
  ["a password reset with another address", profile, { latestEmail: "b@example.com" }],
])("changes nothing if the row was read before %s", async (_, known, news) => {
  const sub = newSub();
  await saveProfile(table)({ sub, profile: { ...profile, ...news } }, noHurry);
  await changeAddress(sub, known, "c@example.com");
  expect(await read(sub)).toMatchObject({ ...profile, ...news });
  expect(await listOwedAddresses(sub)).toEqual([]);
});

it("saves the address of a password reset as the latest, whatever the row has", async () => {
  const sub = newSub();
  await saveProfile(table)({ sub, profile: { ...profile, latestEmail: "first@example.com" } }, noHurry);
  await saveProfile(table)({ sub, profile: { ...profile, latestEmail: "second@example.com" } }, noHurry);
  expect(await read(sub)).toMatchObject({ email: "ada@example.com", latestEmail: "second@example.com" });
});

it.each([
  [0, 1],
  [14_000, 1],
  [56_000, 1],
  // The first one was handed over, and is written after its retry.
  [-14_000, 1],
  [121_000, 2],
])("two password changes %i ms apart owe %i mails", async (apart, mails) => {
  const sub = newSub();
  const save = (at: number) =>
    saveProfile(table)({ sub, profile, owed: createMailForFact("password-changed", sub, reader, at) }, noHurry);
  await save(now);
  await save(now + apart);
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(mails);
});

it("writes one row for a sign-in and one for its mail, also after retries", async () => {
  const sub = newSub();
  const signIn = createSignIn({ sub, at: now, clientId: "c", source: "s", newDevice: true, keptDays: 1 });
  const save = (at: number) =>
    saveSignIn(table)({ signIn, owed: createNewSignInNotice(sub, reader, at, "c") }, noHurry);
  await saveSignIn(table)({ signIn }, noHurry);
  await Promise.all([1, 2, 3].map(() => save(now)));
  expect(await row(signIn)).toEqual(signIn);
  // Cognito retries within 15 s, perhaps in the next time slice, and the retry may be written first.
  await Promise.all([save(now + 14_000), save(now - 14_000)]);
  expect(await row(outboxKey(sub, "new-sign-in", signInId(now, "c")))).toMatchObject({ status: "PENDING" });
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

it("writes a second sign-in from a new device, without a second mail", async () => {
  const sub = newSub();
  const signIns = [now, now + 20_000].map((at) =>
    createSignIn({ sub, at, clientId: "c", source: "s", newDevice: true, keptDays: 1 }),
  );
  for (const signIn of signIns)
    await saveSignIn(table)({ signIn, owed: createNewSignInNotice(sub, reader, signIn.at, "c") }, noHurry);
  expect(await Promise.all(signIns.map(row))).toEqual(signIns);
  expect((await due(now + 600_000)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
});

describe("a sign-in from a new device that was handed over", () => {
  const days = 86_400_000;
  const handOver = (sub: string, at: number, doneAt = at + 2 * days) =>
    createEnsureProfile({
      suite: suiteWith(),
      readUser: async () => ({ sub, email: "ada@example.com", email_verified: "true" }),
      saveProfile: saveProfile(table),
      saveSignIn: saveSignIn(table),
      join: async () => undefined,
      report: () => undefined,
      now: () => doneAt,
    })({ userPoolId: "p", userName: sub, clientId: "c", fact: "new-sign-in", at });
  const writeSignIn = (sub: string, at: number) =>
    saveSignIn(table)(
      {
        signIn: createSignIn({
          sub,
          at,
          clientId: "c",
          source: "PostAuthentication_Authentication",
          newDevice: true,
          keptDays: suiteWith().retention.signInDays,
        }),
        owed: createNewSignInNotice(sub, reader, at, "c"),
      },
      noHurry,
    );
  const mailKey = (sub: string) => outboxKey(sub, "new-sign-in", signInId(now, "c"));

  it.each<[string, (sub: string) => Promise<void>]>([
    ["once", (sub) => handOver(sub, now)],
    ["twice", (sub) => handOver(sub, now).then(() => handOver(sub, now))],
    ["twice at the same time", (sub) => Promise.all([1, 2].map(() => handOver(sub, now))).then(() => undefined)],
    ["after it was written", (sub) => writeSignIn(sub, now).then(() => handOver(sub, now))],
    ["before it was written", (sub) => handOver(sub, now).then(() => writeSignIn(sub, now))],
    ["before its retry in the next slice", (sub) => handOver(sub, now).then(() => writeSignIn(sub, now + 14_000))],
    ["before its retry in the previous slice", (sub) => handOver(sub, now).then(() => handOver(sub, now - 14_000))],
  ])("%s, has one row and one mail", async (_, work) => {
    const sub = newSub();
    await work(sub);
    expect((await due(now + 9 * days)).filter(({ pk }) => pk === `USER#${sub}`)).toHaveLength(1);
    expect(await row(mailKey(sub))).toMatchObject({ status: "PENDING", details: { at: new Date(now).toISOString() } });
    expect(await row(signInKey(sub, now, "c"))).toMatchObject({ at: now, clientId: "c", newDevice: true });
  });

  it("gets no second mail after the first was sent", async () => {
    const sub = newSub();
    await writeSignIn(sub, now);
    const lease = await leaseMail(table)(mailKey(sub), "w", now);
    await (lease && settleMail(table)(lease, { status: "SENT", expiresAt: 1, messageId: "m" }));
    await handOver(sub, now);
    expect(await row(mailKey(sub))).toMatchObject({ status: "SENT", messageId: "m" });
    expect((await due(now + 9 * days)).filter(({ pk }) => pk === `USER#${sub}`)).toEqual([]);
  });

  it("has its mail due when it is written, however long it waited", async () => {
    const sub = newSub();
    await handOver(sub, now, now + 8 * days);
    expect(await row(mailKey(sub))).toMatchObject({ createdAt: now + 8 * days, dueAt: now + 8 * days, attempts: 0 });
  });
});

it("does not keep an unverified address as the previous one", async () => {
  const sub = newSub();
  await saveProfile(table)({ sub, profile: { ...profile, emailVerified: false } }, noHurry);
  await changeAddress(sub, { ...profile, emailVerified: false }, "new@example.com");
  expect(await read(sub)).toMatchObject({ email: "new@example.com", emailVerified: true });
  expect(await read(sub)).not.toHaveProperty("previousEmail");
});

describe("an owed mail", () => {
  const owe = async () => {
    const sub = newSub();
    await saveProfile(table)({ sub, profile, owed: createMailForFact("signed-up", sub, reader, now) }, noHurry);
    return { sub, key: outboxKey(sub, "welcome") };
  };
  const isDue = async (key: Key, at: number) => (await due(at)).some(({ pk }) => pk === key.pk);

  it("is leased to one of many workers, and to the next when the lease expires", async () => {
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

  it("is due for a worker whose clock is slow", async () => {
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

  it.each([
    ["sent", { status: "SENT", expiresAt: 1, messageId: "m" }, undefined],
    ["refused", { status: "PENDING", dueAt: now, reason: "Throttled" }, profile.email],
    // redrive may queue it again.
    ["given up", { status: "DEAD", reason: "given up" }, profile.email],
  ] as const)("to a former address keeps the address until it is sent: %s", async (_, settlement, leftEmail) => {
    const sub = newSub();
    await saveProfile(table)({ sub, profile }, noHurry);
    await changeAddress(sub, profile, "new@example.com");
    const [key] = (await due(now)).filter(({ pk }) => pk === `USER#${sub}`);
    const lease = key && (await leaseMail(table)(key, "w", now));
    expect(lease).toMatchObject({ leftEmail: profile.email });
    await (lease && settleMail(table)(lease, settlement));
    expect((key && (await row(key)))?.["leftEmail"]).toBe(leftEmail);
  });

  it("waits for its next attempt if it was refused", async () => {
    const { sub, key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await (lease && settleMail(table)(lease, { status: "PENDING", dueAt: now + 5_000, reason: "Throttled" }));
    expect(await row(key)).toMatchObject({ duePk: dueKey(sub), dueAt: now + 5_000, reason: "Throttled", attempts: 1 });
    expect(await leaseMail(table)(key, "w2", now + 4_999)).toBeUndefined();
    expect(await leaseMail(table)(key, "w2", now + 5_000)).toMatchObject({ attempts: 2 });
  });

  it("is not settled by a worker that has lost its lease", async () => {
    const { key } = await owe();
    const first = await leaseMail(table)(key, "first", now);
    await leaseMail(table)(key, "second", now + leaseTime);
    expect(first && (await settleMail(table)(first, { status: "DEAD", reason: "x" }))).toBe(false);
    expect(await row(key)).toMatchObject({ status: "SENDING", leaseId: "second" });
  });

  it("stays in the table as DEAD, without the index", async () => {
    const { key } = await owe();
    const lease = await leaseMail(table)(key, "w", now);
    await (lease && settleMail(table)(lease, { status: "DEAD", reason: "MessageRejected" }));
    expect(await isDue(key, Number.MAX_SAFE_INTEGER)).toBe(false);
    expect(await row(key)).toMatchObject({ status: "DEAD", reason: "MessageRejected" });
    expect(await row(key)).not.toHaveProperty("expiresAt");
  });
});

it("lets an address sign up five times an hour, in any spelling and in parallel", async () => {
  const address = `${newSub()}@example.com`;
  const count = (written: string, at = now) => {
    const what = foldMailbox(parseMailAddress(written) as MailAddress);
    return countAttempt(table)({ what, max: 5 }, at, noHurry);
  };
  const spellings = [address, address.toUpperCase(), address.replace("@", "+tag@")];
  const allowed = await Promise.all(
    Array.from({ length: 100 }, (_, attempt) => count(spellings[attempt % 3] ?? address)),
  );
  expect(allowed.filter(Boolean)).toHaveLength(5);
  expect(await count(address, now + 3_600_000)).toBe(true);
  expect(await count(`other-${address}`)).toBe(true);
});
