import { randomUUID } from "node:crypto";
import { saveProfile } from "../../src/aws/person.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import type { Fault, FaultProxy } from "../support/fault-proxy.ts";
import { eventFor, type loadTriggers, runRepairs, type TriggerName } from "../support/loaded-triggers.ts";
import type { TestTable } from "../support/place.ts";
import { readAllRows, runForEach } from "../support/table-rows.ts";
import { bounds, isRunningAfter } from "./deadlines.ts";
import type { startFakeBackend } from "./fake-backend.ts";
import type { ProofCounts } from "./proof.ts";

/** `all` also breaks Lambda, so that triggers cannot invoke ensureProfile. `open` allows reads of the table. */
export type Mode = { fault: Fault; all?: boolean; open?: boolean };

/** Milliseconds of pre-token-generation. */
const tokenDeadline = 1_000;

/** Parallel calls to each trigger. */
const atOnce = 8;

/** Milliseconds after the fault until everything must be there. */
export const repairedWithin = 60_000;

const noHurry = new AbortController().signal;
const countMet = ({ met }: FaultProxy): number => Object.values(met).reduce((sum, one) => sum + one, 0);
/** The users who are not owed exactly one notice of a new device. */
const listWrongNotices = (subs: readonly string[], keys: ReadonlySet<string>): string[] => {
  const owners = Array.from(keys, (key) => / OUTBOX#new-sign-in#/.test(key) && key.slice("USER#".length).split(" ")[0]);
  const notices = Map.groupBy(owners, (owner) => owner);
  return subs.filter((sub) => notices.get(sub)?.length !== 1);
};
const readKeys = async ({ table }: TestTable): Promise<Set<string>> =>
  new Set((await readAllRows(table)).map(({ pk, sk }) => `${pk} ${sk}`));
const names = (length: number): string[] => Array.from({ length }, () => randomUUID());

type World = {
  place: TestTable;
  proxies: { table: FaultProxy; lambda: FaultProxy };
  backend: Awaited<ReturnType<typeof startFakeBackend>>;
  triggers: Awaited<ReturnType<typeof loadTriggers>>;
};

/** A user whose profile gives more than the least privilege. */
const makeKnown = ({ table }: TestTable, sub: string) =>
  saveProfile(table)(
    {
      sub,
      profile: {
        userName: sub,
        email: `${sub}@example.com`,
        emailVerified: true,
        provider: "Cognito",
        attributes: {},
        createdAt: 1,
        claims: { plan: "pro", tenant: "acme", roles: "admin" },
      },
    },
    noHurry,
  );

/** Runs all triggers under one fault, for known and new users, and checks the rows afterwards. */
export const runUnderOneFault = async (
  { place, proxies, backend, triggers }: World,
  mode: Mode,
  calls: number,
): Promise<ProofCounts> => {
  const [known, unknown, confirmed] = [names(calls), names(calls), names(calls)];
  await runForEach(known, 20, (sub) => makeKnown(place, sub));
  const longest = { postConfirmation: 0, preTokenGeneration: 0, postAuthentication: 0 };
  let throws = 0;
  let late = 0;
  let notLeast = 0;
  const call = async (name: TriggerName, sub: string) => {
    const event = eventFor(name, sub);
    let answer: CognitoEvent | undefined;
    const started = performance.now();
    const outlasted = await isRunningAfter(bounds[name], async () => {
      answer = await triggers[name](event).catch(() => {
        throws += 1;
        return undefined;
      });
    });
    if (outlasted) late += 1;
    const milliseconds = performance.now() - started;
    longest[name] = Math.max(longest[name], milliseconds);
    return { answer, milliseconds };
  };
  const requestToken = async (sub: string) => {
    const { answer, milliseconds } = await call("preTokenGeneration", sub);
    const text = JSON.stringify(answer?.response ?? null);
    const more = /pro"|acme|admin/.test(text);
    // On a slow machine, the deadline returns the event unchanged, which is less than the least privilege.
    const least = text.includes('"plan":"free"') || milliseconds >= tokenDeadline;
    if ((more || !least) && !mode.open) notLeast += 1;
  };
  const metBefore = countMet(proxies.table);
  proxies.table.use({ fault: mode.fault });
  if (mode.all) proxies.lambda.use({ fault: mode.fault });
  await Promise.all([
    runForEach([...known, ...unknown], atOnce, requestToken),
    runForEach(known, atOnce, (sub) => call("postAuthentication", sub)),
    runForEach(confirmed, atOnce, (sub) => call("postConfirmation", sub)),
  ]);
  const met = countMet(proxies.table) - metBefore;
  proxies.table.use();
  proxies.lambda.use();
  const recovered = performance.now();
  const unrepaired = await runRepairs(backend.queue, triggers.ensureProfile);
  const nextToken = mode.all ? [...unknown, ...confirmed] : unknown;
  let unrepairedLater = 0;
  const listWithoutProfile = async (subs: readonly string[]): Promise<string[]> => {
    const there = await readKeys(place);
    return subs.filter((sub) => !there.has(`USER#${sub} PROFILE`));
  };
  // On a slow machine, a token may have no time to read, and the next token writes the profile.
  let nextTokens = 0;
  for (let left = nextToken; left.length > 0 && performance.now() < recovered + repairedWithin; ) {
    nextTokens += left.length;
    await runForEach(left, atOnce, (sub) => triggers.preTokenGeneration(eventFor("preTokenGeneration", sub)));
    // A token without time to write has invoked ensureProfile.
    unrepairedLater += await runRepairs(backend.queue, triggers.ensureProfile);
    left = await listWithoutProfile(nextToken);
  }
  const keys = await readKeys(place);
  return {
    throws,
    late,
    notLeast,
    "faults met": met,
    "modes not met": met === 0 ? 1 : 0,
    unrepaired: unrepaired + unrepairedLater,
    "tokens asked for again": nextTokens - nextToken.length,
    "without profile": (await listWithoutProfile([...unknown, ...confirmed])).length,
    // Without Lambda, no function can queue the welcome: the next token writes the profile, and no welcome.
    "without welcome": mode.all ? 0 : confirmed.filter((sub) => !keys.has(`USER#${sub} OUTBOX#welcome`)).length,
    "new devices without one notice": mode.all ? 0 : listWrongNotices(known, keys).length,
    "repaired after ms": Math.round(performance.now() - recovered),
    ...Object.fromEntries(Object.entries(longest).map(([name, ms]) => [`${name} ms`, Math.round(ms)])),
  };
};
