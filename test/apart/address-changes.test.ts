import { randomUUID } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { array, assert, asyncProperty, boolean, constantFrom, record } from "fast-check";
import { readProfile, saveAddress, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { toItem } from "../../src/aws/table.ts";
import { createHandler as postConfirmation } from "../../src/handlers/post-confirmation.ts";
import { createHandler as preTokenGeneration } from "../../src/handlers/pre-token-generation.ts";
import { createOwedMail } from "../../src/rules/mail/outbox.ts";
import { outboxKeyOf, userKey } from "../../src/rules/people/keys.ts";
import type { PostConfirmationEvent, PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { forgetRows, readKeys, removeRows } from "../../tools/operate/forget-rows.ts";
import { noHurry } from "../support/collect.ts";
import { sampleEvent } from "../support/events.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { type Fault, outages, startFaultProxy } from "../support/fault-proxy.ts";
import { openMailer } from "../support/mailer.ts";
import { openTestTable, type TestTable } from "../support/place.ts";
import { suiteWith } from "../support/suite.ts";
import { newFeedbackSender, type Row, readAllRows } from "../support/table-rows.ts";

const [second, minute] = [1_000, 60_000];
const doNothing = async () => undefined;
const suite = suiteWith();

let place: TestTable;
beforeAll(async () => {
  place = await openTestTable();
});
afterAll(() => place.close());

/** A user, the two triggers that read the user's address, and sendMail, all on one clock. SES can fail. */
const openWorld = async () => {
  const { table } = place;
  const sub = randomUUID();
  const world = { now: Date.UTC(2026, 0, 2, 3, 4, 5) };
  const now = () => world.now;
  const feedback = newFeedbackSender(table);
  const ses = await startFakeSes({ now, onEvent: (event) => feedback.take(event) });
  const proxy = await startFaultProxy(ses.url);
  const mailer = openMailer({ table, sesUrl: proxy.url, now, patience: 100 });
  const all = { suite, handOver: doNothing, report: () => undefined, now };
  const tokens = preTokenGeneration({
    ...all,
    read: readProfile(table, { consistent: false }),
    saveProfile: saveProfile(table),
    saveAddress: saveAddress(table),
    saveSignIn: saveSignIn(table),
  });
  const confirms = postConfirmation({ ...all, save: saveProfile(table), join: async () => undefined });
  const attributes = (email: string, isProven: boolean) => ({
    userAttributes: { sub, email, email_verified: String(isProven) },
  });
  const rows = async (): Promise<Row[]> => (await readAllRows(table)).filter(({ pk }) => pk === userKey(sub));
  const owed = async () => (await rows()).filter(({ status }) => status === "PENDING" || status === "SENDING");
  return {
    sub,
    table,
    proxy,
    mailer,
    rows,
    pass: (milliseconds: number) => {
      world.now += milliseconds;
    },
    token: (email: string, isProven = true) =>
      tokens(
        sampleEvent<PreTokenGenerationEvent>("PreTokenGeneration_V2_RefreshTokens", attributes(email, isProven)),
        noHurry,
      ),
    reset: (email: string) =>
      confirms(
        sampleEvent<PostConfirmationEvent>("PostConfirmation_ConfirmForgotPassword", attributes(email, true)),
        noHurry,
      ),
    /** Restores SES, and sweeps until no mail is owed, for at most three hours. */
    heal: async () => {
      proxy.use();
      for (let sweep = 0; sweep < 180 && (await owed()).length > 0; sweep += 1) {
        await mailer.sweep();
        await feedback.done();
        world.now += minute;
      }
      expect(await owed()).toEqual([]);
    },
    /** The former addresses that got a notice, sorted. */
    listNotified: () =>
      ses.taken
        .filter(({ outbox }) => outboxKeyOf(outbox)?.sk.startsWith("OUTBOX#address-changed#"))
        .map(({ to }) => to)
        .sort(),
    close: () => Promise.all([proxy.close(), ses.close()]),
  };
};
type World = Awaited<ReturnType<typeof openWorld>>;

const inWorld = async (work: (world: World) => Promise<void>) => {
  const world = await openWorld();
  try {
    await work(world);
  } finally {
    await world.close();
  }
};

const [victim, other, third] = ["a@example.com", "b@example.com", "c@example.com"] as const;

it.each(outages.flatMap((fault) => [second, 10 * minute].map((apart): [Fault, number] => [fault, apart])))(
  "after an SES outage (%s), sends one notice for each address change, %i ms apart",
  (fault, apart) =>
    inWorld(async ({ token, pass, proxy, mailer, heal, listNotified, rows }) => {
      await token(victim);
      proxy.use({ fault });
      for (const email of [other, third, victim, third]) {
        pass(apart);
        // Cognito retries, and users have several tabs open.
        await Promise.all([token(email), token(email)]);
        await mailer.sweep();
      }
      await heal();
      expect(listNotified()).toEqual([victim, victim, other, third]);
      const stored = await rows();
      expect(stored.find(({ sk }) => sk === "PROFILE")).toMatchObject({ email: third, previousEmail: victim });
      expect(JSON.stringify(stored.filter(({ sk }) => sk !== "PROFILE"))).not.toContain("@");
    }),
  60_000,
);

it("owes a notice to each address that an attacker uses during an outage, also for a password reset", () =>
  inWorld(async ({ token, reset, pass, proxy, heal, listNotified }) => {
    await token(victim);
    proxy.use({ fault: "error-503" });
    pass(second);
    await reset(other);
    pass(second);
    await token(third);
    await heal();
    expect(listNotified()).toEqual([victim, other]);
  }));

it("notifies the previous address if a row from an earlier version does not name it", () =>
  inWorld(async ({ sub, table, proxy, pass, mailer, heal, listNotified }) => {
    const profile = { userName: sub, emailVerified: true, provider: "Cognito", attributes: {}, createdAt: 1 };
    await saveProfile(table)({ sub, profile: { ...profile, email: other, previousEmail: victim } }, noHurry);
    const reader = { brand: "default", language: "en" } as const;
    const row = createOwedMail(sub, "address-changed", reader, Date.UTC(2026, 0, 2, 3, 4, 5), {
      id: "2026-01-02T03:04:00Z",
      details: { at: "2026-01-02T03:04:05.000Z" },
    });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: toItem(row) }));
    proxy.use({ fault: "throttle" });
    await mailer.sweep();
    pass(minute);
    await heal();
    expect(listNotified()).toEqual([victim]);
  }));

it("forgets an address whose notice was never sent", () =>
  inWorld(async ({ sub, table, token, pass, proxy, rows, heal, listNotified }) => {
    await token(victim);
    proxy.use({ fault: "error-503" });
    pass(second);
    await token(other);
    expect(JSON.stringify((await rows()).filter(({ sk }) => sk !== "PROFILE"))).toContain(victim);
    await forgetRows({ pages: readKeys(table, sub), remove: removeRows(table) });
    expect(await rows()).toEqual([]);
    await heal();
    expect(listNotified()).toEqual([]);
  }));

const addresses = [victim, other, third, "d@example.com"] as const;
const step = record({
  act: constantFrom("token", "token", "token", "reset", "unproven", "pass", "ses", "sweep"),
  email: constantFrom(...addresses),
  again: boolean(),
  time: constantFrom(second, 14 * second, 20 * minute),
  fault: constantFrom<Fault | "well">("well", ...outages.filter((fault) => fault !== "black-hole")),
});

it("notifies every former address once, for any events in any order", async () => {
  const met = { left: 0, resets: 0 };
  await assert(
    asyncProperty(array(step, { minLength: 5, maxLength: 20 }), (steps) =>
      inWorld(async ({ token, reset, pass, proxy, mailer, heal, listNotified }) => {
        await token(victim);
        const expected: string[] = [];
        // What the suite has seen: the address at the last token, and the latest reset since.
        let [at, resetWith]: [string, string | undefined] = [victim, undefined];
        for (const { act, email, again, time, fault } of steps) {
          pass(1);
          if (act === "pass") pass(time);
          if (act === "ses") proxy.use(...(fault === "well" ? [] : [{ fault }]));
          if (act === "sweep") await mailer.sweep();
          if (act === "unproven") await token(email, false);
          if (act === "reset") {
            // Two resets within two minutes send one notice.
            pass(3 * minute);
            await reset(email);
            resetWith = email;
          }
          if (act === "token") {
            await Promise.all([token(email), ...(again ? [token(email)] : [])]);
            if (again) await token(email);
            const [first, last] = [at, resetWith ?? at];
            if (first !== last) expected.push(first);
            if (last !== email) expected.push(last);
            met.resets += first !== last && last !== email ? 1 : 0;
            // A reset with the row's own address is no change, so it remains the latest reset.
            if (first !== email || last !== email) resetWith = undefined;
            at = email;
          }
        }
        await heal();
        expect(listNotified()).toEqual(expected.sort());
        met.left += expected.length;
      }),
    ),
    { numRuns: 40 },
  );
  expect(met.left).toBeGreaterThan(40);
  expect(met.resets).toBeGreaterThan(0);
}, 120_000);
