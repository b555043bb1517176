import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BatchGetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { DynamoDBRecord } from "aws-lambda";
import { countOnce } from "../../src/aws/activity.ts";
import { dayOf } from "../../src/rules/people/activity.ts";
import { createHandler } from "../../src/workers/count-activity.ts";
import { type DayNumbers, type Numbers, readDayNumbers } from "../../tools/operate/day-numbers.ts";
import { findLeft, newActivity, repeatRecords } from "../support/activity.ts";
import { eventually, rowsOf, urls } from "../support/clients.ts";
import { collect } from "../support/collect.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { patience } from "../support/patience.ts";
import { signIn, signUpConfirmedPerson } from "../support/people.ts";
import { environmentFor, openTable, openTestTable, type TestTable } from "../support/place.ts";
import { newRandom, seed } from "../support/seeded-random.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const noon = (day: number) => Date.UTC(2026, 0, day, 12);
const random = newRandom(seed);
const daysOf = (wanted: readonly DayNumbers[]) => wanted.map(({ day }) => day);

let place: TestTable;
beforeAll(async () => {
  place = await openTestTable();
});
afterAll(() => place.close());

/** Milliseconds that the table takes to answer a worker that will be killed. */
const latency = 20;

const callsOf = ({ met }: FaultProxy) => met["latency"] ?? 0;

/** Waits for a worker's next call to the table, or until it has `answered`. @returns whether it called */
const nextCall = async (proxy: FaultProxy, answered: Promise<unknown>): Promise<boolean> => {
  const calls = callsOf(proxy);
  let isOver = false;
  void answered.then(() => {
    isOver = true;
  });
  while (!isOver && callsOf(proxy) === calls) await sleep(1);
  return callsOf(proxy) > calls;
};

/** Everything must be counted exactly once, in total and per app client. */
const expectCounted = async (wanted: readonly DayNumbers[]) => {
  expect(wanted.reduce((sum, { signIns }) => sum + signIns, 0)).toBeGreaterThan(20);
  expect(await readDayNumbers(place.table, daysOf(wanted))).toEqual(wanted);
};

describe(`every record, five times and in random order (SEED=${seed}),`, () => {
  it("is counted once in the table and once in CloudWatch", async () => {
    const { changes, wanted } = newActivity(40, noon(1));
    const measure = collect((_values: object): void => undefined);
    const count = countOnce(place.table, { keptDays: 400 });
    const handler = createHandler({ count, measure, report: () => undefined, now: () => noon(2) });
    for (const Records of repeatRecords(changes, 5, random))
      expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    await expectCounted(wanted);
    const total = (name: string) =>
      measure.calls.reduce((sum, [values]) => sum + ((values as Record<string, number>)[name] ?? 0), 0);
    const sum = (name: "signUps" | "signIns" | "uniqueUsers") => wanted.reduce((all, day) => all + day[name], 0);
    expect([total("SignUps"), total("SignIns"), total("UniqueUsers")]).toEqual([
      sum("signUps"),
      sum("signIns"),
      sum("uniqueUsers"),
    ]);
  });

  it("is counted once by four parallel workers if the table throttles, fails, conflicts or loses answers", async () => {
    const { changes, wanted } = newActivity(40, noon(11));
    const proxy = await startFaultProxy(place.endpoint, random);
    const operations = ["TransactWriteItems", "BatchGetItem"];
    proxy.use(
      { fault: "lost-answer", chance: 0.15, operations },
      { fault: "conflict", chance: 0.15, operations },
      { fault: "error-500", chance: 0.1, operations },
      { fault: "throttle", chance: 0.1, operations },
      { fault: "reset", chance: 0.1, operations },
    );
    const count = countOnce(openTable(proxy.url, 2), { keptDays: 400 });
    const quiet = { measure: () => undefined, report: () => undefined, now: () => noon(12) };
    const handler = createHandler({ count, ...quiet });
    const queue = repeatRecords(changes, 5, random);
    let again = 0;
    const work = async () => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) {
        const left = findLeft(batch, await handler({ Records: batch }));
        if (left.length > 0) queue.push(left);
        if (left.length > 0) again += 1;
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    await proxy.close();
    await expectCounted(wanted);
    // All faults occurred, and some outlasted the SDK's retries.
    expect(Object.keys(proxy.met).sort()).toEqual(["conflict", "error-500", "lost-answer", "reset", "throttle"]);
    expect(again).toBeGreaterThan(0);
  });

  it("is counted once if workers are killed", async () => {
    const { changes, wanted } = newActivity(40, noon(21));
    const queue = repeatRecords(changes, 5, random);
    const most = 10;
    let [overBatch, again] = [0, 0];
    const start = async (dynamodb: string) => {
      const child = fork(join(root, "test", "support", "activity-process.ts"), {
        cwd: root,
        env: { ...process.env, ...environmentFor({ dynamodb }) },
        execArgv: [],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      const exited = once(child, "exit");
      await once(child, "message");
      return { child, exited };
    };
    const work = async (): Promise<number> => {
      // A worker has a batch for as long as its two calls take, on any machine.
      const proxy = await startFaultProxy(place.endpoint);
      proxy.use({ fault: { latency } });
      let [kills, worker] = [0, await start(proxy.url)];
      for (let batch = queue.shift(); batch; batch = queue.shift()) {
        const { child, exited } = worker;
        const answered = once(child, "message").then(([answer]) => findLeft(batch as DynamoDBRecord[], answer));
        // Every other worker dies when it calls the table, so during its batch; the others at any time.
        const moment = async () => (kills % 2 === 0 ? nextCall(proxy, answered) : sleep(random() * 4 * latency, false));
        const dies =
          kills < most &&
          moment().then((calls) => {
            if (calls) overBatch += 1;
            child.kill("SIGKILL");
          });
        child.send({ Records: batch });
        const left = await Promise.race([answered, exited.then(() => batch as DynamoDBRecord[])]);
        if (left.length > 0) queue.push(left);
        if (left.length > 0) again += 1;
        if (!dies) continue;
        await dies;
        await exited;
        kills += 1;
        worker = await start(proxy.url);
      }
      worker.child.kill("SIGKILL");
      await proxy.close();
      return kills;
    };
    const kills = (await Promise.all([work(), work()])).reduce((sum, each) => sum + each);
    await expectCounted(wanted);
    // One worker may have handled most of the queue while the other started.
    expect(kills).toBeGreaterThanOrEqual(most);
    // A worker that dies during its batch leaves it for another one.
    expect(overBatch).toBeGreaterThan(0);
    expect(again).toBeGreaterThanOrEqual(overBatch);
  });
});

it("counts the new records of a batch even if its read of the table came too early", async () => {
  const day = "2026-01-30";
  const countable = (sk: string) => ({
    pk: "USER#early",
    sk,
    expiresAt: noon(40) / 1_000,
    tallies: [{ day, activity: "signIns" as const, by: 1 }],
  });
  const client = Object.create(place.table.client) as typeof place.table.client;
  const sawNothing = async (command: Parameters<typeof client.send>[0]) =>
    command instanceof BatchGetItemCommand ? { Responses: {} } : place.table.client.send(command);
  Object.assign(client, { send: sawNothing });
  const count = countOnce({ ...place.table, client }, { keptDays: 400 });
  const counted = async (...sks: string[]) => (await count(sks.map(countable), noon(30))).map(({ sk }) => sk);
  expect(await counted("a", "b")).toEqual(["a", "b"]);
  expect(await counted("b", "c", "a", "d")).toEqual(["c", "d"]);
  expect(await counted("a", "d")).toEqual([]);
  expect(await readDayNumbers(place.table, [day])).toMatchObject([{ signIns: 4 }]);
});

it("drops records of days past the retention, without a retry", async () => {
  const { changes, wanted } = newActivity(3, Date.UTC(2019, 0, 1));
  const count = countOnce(place.table, { keptDays: 400 });
  const quiet = { measure: () => undefined, report: () => undefined, now: () => noon(2) };
  const answer = await createHandler({ count, ...quiet })({ Records: repeatRecords(changes, 1, random).flat() });
  expect(answer).toEqual({ batchItemFailures: [] });
  const found = await readDayNumbers(place.table, daysOf(wanted));
  expect(found.map(({ signUps, signIns }) => [signUps, signIns])).toEqual(wanted.map(() => [0, 0]));
});

const report = (...options: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["tools/suite.ts", "report", ...options],
      { cwd: root, env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });

describe("npm run report", () => {
  it("counts users who signed up and in on the running stack", async () => {
    const today = dayOf(Date.now());
    const read = async () => {
      const { output } = await report("--stage", "local", "--days", "2", "--json");
      const { stage, days } = JSON.parse(output) as { stage: string; days: DayNumbers[] };
      expect([stage, days.length]).toEqual(["local", 2]);
      // The day on which this test began and, if midnight passes, the next.
      return days.filter(({ day }) => day >= today);
    };
    const before = await read();
    const { email, sub } = await signUpConfirmedPerson();
    await signIn(email);
    const counted = async () => (await rowsOf(sub)).map(({ sk }) => sk.replace(/#\d{4}-.*?(?=#|$)/, ""));
    await eventually(async () => {
      const kinds = await counted();
      const awaited = ["ACTIVE", "ACTIVE#localwebclient", "COUNTED#PROFILE", "COUNTED#SIGNIN#localwebclient"];
      return awaited.every((kind) => kinds.includes(kind)) ? true : undefined;
    });
    const after = await read();
    const sum = (days: DayNumbers[], number: keyof Numbers) => days.reduce((all, day) => all + day[number], 0);
    for (const number of ["signUps", "signIns", "uniqueUsers"] as const) {
      expect(sum(after, number)).toBeGreaterThan(sum(before, number));
      expect(Math.max(...after.map(({ clients }) => clients["localwebclient"]?.[number] ?? 0))).toBeGreaterThan(0);
    }
    const { output } = await report("--stage", "local", "--days", "2");
    expect(output).toMatch(/^Stage local, days in UTC\n\nAll app clients\nday +sign-ups +other new users +sign-ins/);
    expect(output).toMatch(new RegExp(`^${today}( +\\d+){4}$`, "m"));
    expect(output).toContain("App client localwebclient");
  });

  it.each([
    [[], "Name a stage with --stage; the stages are dev, local, prod, staging"],
    [["--stage", "nowhere"], 'There is no stage "nowhere"'],
    [["--stage", "local", "--days", "0"], "Write a whole number from 1 to 3650."],
    [["--stage", "local", "--days", "week"], "Write a whole number from 1 to 3650."],
    [["--stage", "local", "--dayz", "7"], "(Did you mean --days?)"],
  ])("fails with a clear message and no stack trace: %j", async (options, answer) => {
    const { code, output } = await report(...options);
    expect([code, output]).toEqual([1, expect.stringContaining(answer)]);
    expect(output).not.toMatch(/^\s+at /m);
  });
});
