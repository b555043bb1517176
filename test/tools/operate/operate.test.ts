import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, describe, expect, it } from "@jest/globals";
import type { Key } from "../../../src/rules/people/keys.ts";
import type { ProfileRow } from "../../../src/rules/people/profile.ts";
import type { ProfileRows } from "../../../src/rules/people/rows.ts";
import {
  type BackfillDependencies,
  type BackfillProgress,
  backfillUsers,
  beginning,
} from "../../../tools/operate/backfill-users.ts";
import { readDayNumbers } from "../../../tools/operate/day-numbers.ts";
import { countByReason } from "../../../tools/operate/dead-mails.ts";
import { forgetRows } from "../../../tools/operate/forget-rows.ts";
import { newPace } from "../../../tools/operate/pace.ts";
import { findPool } from "../../../tools/operate/place.ts";
import { type PoolUser, TokenRefused } from "../../../tools/operate/pool-users.ts";
import { openSavedProgress } from "../../../tools/operate/saved-progress.ts";
import { collect } from "../../support/collect.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const folder = mkdtempSync(join(tmpdir(), "operate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const user = (sub: string, changes: Partial<PoolUser> = {}): PoolUser => ({
  userName: sub,
  attributes: { sub, email: `${sub}@example.com`, email_verified: "true", "custom:role": "admin" },
  createdAt: 1_000,
  changedAt: 1_000,
  status: "CONFIRMED",
  enabled: true,
  confirmed: true,
  ...changes,
});

const pages: Record<string, { users: PoolUser[]; next?: string }> = {
  "": { users: [user("a"), user("b", { confirmed: false })], next: "2" },
  "2": { users: [user("c"), user("d", { attributes: {} })], next: "3" },
  "3": { users: [user("e")] },
};

describe("backfill", () => {
  const newBackfill = (rows: Record<string, Partial<ProfileRow>> = {}, changes: Partial<BackfillDependencies> = {}) => {
    const page = collect(async (token: string | undefined) => pages[token ?? ""] ?? Promise.reject(new TokenRefused()));
    const save = collect(async (_rows: ProfileRows) => undefined);
    const onProgress = collect(async (_progress: BackfillProgress) => undefined);
    const dependencies = {
      page,
      read: async (sub: string) => rows[sub] as ProfileRow | undefined,
      save,
      suite: suiteWith(),
      pace: async () => undefined,
      onProgress,
      ...changes,
    };
    return { dependencies, page, save, onProgress };
  };

  it("writes a row for each user without one, and copies no attributes that could grant a role", async () => {
    const { dependencies, save } = newBackfill();
    expect(await backfillUsers(dependencies)).toEqual({
      seen: 5,
      written: 3,
      alreadyThere: 0,
      notConfirmed: 1,
      withoutSub: 1,
    });
    expect(save.calls.map(([{ sub }]) => sub)).toEqual(["a", "c", "e"]);
    expect(save.calls[0]?.[0].profile).toEqual({
      userName: "a",
      email: "a@example.com",
      emailVerified: true,
      provider: "Cognito",
      attributes: {},
      createdAt: 1_000,
    });
  });

  it("writes missing and incomplete rows, and no complete ones", async () => {
    const full = { userName: "a", email: "old@example.com", emailVerified: false, provider: "x", attributes: {} };
    const { dependencies, save } = newBackfill({ a: { ...full, createdAt: 1 }, c: full });
    expect(await backfillUsers(dependencies)).toMatchObject({ written: 2, alreadyThere: 1 });
    expect(save.calls.map(([{ sub }]) => sub)).toEqual(["c", "e"]);
  });

  it("only counts in a dry run", async () => {
    const { dependencies } = newBackfill();
    const { save: _, ...dry } = dependencies;
    expect(await backfillUsers(dry)).toMatchObject({ seen: 5, written: 3 });
  });

  it("continues with the next page", async () => {
    const { dependencies, page, onProgress } = newBackfill();
    const counts = { ...beginning.counts, seen: 2, written: 2 };
    expect(await backfillUsers(dependencies, { counts, token: "2" })).toMatchObject({ seen: 5, written: 4 });
    expect(page.calls).toEqual([["2"], ["3"]]);
    expect(onProgress.calls.map(([{ token }]) => token)).toEqual(["3", undefined]);
  });

  it("starts again if Cognito refuses its token", async () => {
    const { dependencies, page } = newBackfill();
    const counts = { ...beginning.counts, seen: 100 };
    expect(await backfillUsers(dependencies, { counts, token: "old" })).toMatchObject({ seen: 5, written: 3 });
    expect(page.calls).toEqual([["old"], [undefined], ["2"], ["3"]]);
  });

  it("fails with the error of the pool", async () => {
    const { dependencies } = newBackfill({}, { page: async () => Promise.reject(new Error("no pool")) });
    await expect(backfillUsers(dependencies)).rejects.toThrow("no pool");
  });

  it("keeps its progress only for the same pool and table", async () => {
    const file = join(folder, "new", "backfill-x.json");
    const saved = openSavedProgress(file, "p", "t");
    expect(await saved.read()).toBeUndefined();
    await saved.write({ ...beginning, token: "2" });
    expect(await saved.read()).toEqual({ ...beginning, token: "2" });
    expect(await openSavedProgress(file, "p", "other").read()).toBeUndefined();
    expect(await openSavedProgress(file, "other", "t").read()).toBeUndefined();
    await saved.remove();
    expect(await saved.read()).toBeUndefined();
  });
});

it("lets only 20 calls a second pass, however many wait", async () => {
  let clock = 0;
  const waits: number[] = [];
  const turn = newPace(
    20,
    () => clock,
    async (milliseconds) => waits.push(milliseconds),
  );
  await Promise.all([turn(), turn(), turn()]);
  clock = 1_000;
  await turn();
  await turn();
  expect(waits).toEqual([0, 50, 100, 0, 50]);
});

it("reports how many days are read", async () => {
  const client = Object.assign(new DynamoDBClient({ region: "eu-west-1" }), {
    send: async () => ({ Items: [marshall({ sk: "signIns", count: 1 })] }),
  });
  const onProgress = collect((_days: number) => undefined);
  const days = Array.from({ length: 10 }, (_, day) => `2026-01-${10 + day}`);
  const numbers = await readDayNumbers({ client, name: "t" }, days, onProgress);
  expect(numbers.map(({ day, signIns }) => [day, signIns > 0])).toEqual(days.map((day) => [day, true]));
  expect(onProgress.calls).toEqual([[8], [10]]);
});

it("counts dead mails by kind and reason, most first", () => {
  const mail = (kind: string, reason?: string) => ({ pk: "USER#s", sk: "OUTBOX#x", kind, ...(reason && { reason }) });
  expect(countByReason([mail("welcome"), mail("mfa-on", "given up"), mail("mfa-on", "given up")])).toEqual([
    { kind: "mfa-on", reason: "given up", mails: 2 },
    { kind: "welcome", reason: "", mails: 1 },
  ]);
});

describe("forget", () => {
  const rows = (count: number, sk: string): Key[] =>
    Array.from({ length: count }, (_, number) => ({ pk: "USER#s", sk: `${sk}${number}` }));
  const readPartitionPages = async function* (...all: Key[][]) {
    yield* all;
  };

  it("deletes page after page, 25 rows at once, and retries those that are left", async () => {
    const deleted: string[] = [];
    let busy = true;
    const remove = collect(async (keys: Key[]) => {
      const left = busy ? keys.slice(-5) : [];
      busy = !busy;
      deleted.push(...keys.slice(0, keys.length - left.length).map(({ sk }) => sk));
      return left;
    });
    const counts = await forgetRows({
      pages: readPartitionPages([{ pk: "USER#s", sk: "PROFILE" }, ...rows(40, "SIGNIN#")], rows(2, "OUTBOX#welcome")),
      remove,
      wait: async () => undefined,
    });
    expect(counts).toEqual({ PROFILE: 1, SIGNIN: 40, OUTBOX: 2 });
    expect(new Set(deleted).size).toBe(43);
    expect(Math.max(...remove.calls.map(([keys]) => keys.length))).toBe(25);
  });

  it("fails if DynamoDB never deletes the rows", async () => {
    const waits: number[] = [];
    const work = forgetRows({
      pages: readPartitionPages(rows(1, "SIGNIN#")),
      remove: async (keys) => keys,
      wait: async (milliseconds) => waits.push(milliseconds),
    });
    await expect(work).rejects.toThrow("Run the command again");
    expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400]);
  });

  it("deletes nothing in a dry run", async () => {
    expect(await forgetRows({ pages: readPartitionPages(rows(3, "OUTBOX#")) })).toEqual({ OUTBOX: 3 });
  });
});

describe("the pool of a stage", () => {
  const pools = (...names: string[]) =>
    Object.assign(new CognitoIdentityProviderClient({ region: "eu-west-1" }), {
      send: async () => ({ UserPools: names.map((Name, index) => ({ Name, Id: `eu-west-1_Listed${index}` })) }),
    });
  const own = "cognito-trigger-suite-dev";

  it.each([
    ["of userPool.existing", { existing: "eu-west-1_There", appClientIds: ["a"] }, "eu-west-1_There"],
    ["of userPool.id", { id: "eu-west-1_Own" }, "eu-west-1_Own"],
    ["with the stage's name", {}, "eu-west-1_Listed1"],
  ])("is the one %s", async (_, userPool, id) => {
    const settings = stageWith({ userPool }, "dev");
    expect(await findPool({ settings, cognito: pools("other", own) })).toBe(id);
  });

  it.each<[string, string[], string]>([
    ["no pool", [], "There is no user pool with the name cognito-trigger-suite-dev. Name the pool with --pool-id."],
    [
      "more than one",
      [own, own],
      "There are 2 user pools with the name cognito-trigger-suite-dev. Name the pool with --pool-id.",
    ],
  ])("has to be named if there is %s", async (_, names, answer) => {
    const settings = stageWith({}, "dev");
    await expect(findPool({ settings, cognito: pools(...names) })).rejects.toThrow(answer);
  });
});
