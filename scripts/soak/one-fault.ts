import { randomUUID } from "node:crypto";
import { saveProfile } from "../../src/aws/person.ts";
import type { CognitoEvent } from "../../src/cognito-event.ts";
import type { Fault, FaultProxy } from "../../test/support/fault-proxy.ts";
import type { startFakeBackend } from "./fake-backend.ts";
import type { Place } from "./place.ts";
import type { Facts } from "./proof.ts";
import { allRows, eachOf } from "./rows.ts";
import { eventFor, type loadTriggers, runRepairs, type TriggerName } from "./triggers.ts";

/** `all` breaks Lambda, too, so that nothing can be handed over; `open` lets a table be read. */
export type Mode = { fault: Fault; all?: boolean; open?: boolean };

/** What can become of the table. */
export const modes: Record<string, Mode> = {
  throttled: { fault: "throttle" },
  "answers 500": { fault: "error-500" },
  "answers 503": { fault: "error-503" },
  "resets the connection": { fault: "reset" },
  "black hole": { fault: "black-hole" },
  "answer lost": { fault: "lost-answer" },
  "600 ms late": { fault: { latency: 600 } },
  "transaction conflict": { fault: "conflict", open: true },
  "black hole, and Lambda too": { fault: "black-hole", all: true },
};

/** Calls at the same time, of each trigger. */
const atOnce = 8;

const noHurry = new AbortController().signal;
const names = (length: number) => Array.from({ length }, () => randomUUID());

type World = {
  place: Place;
  proxies: { table: FaultProxy; lambda: FaultProxy };
  backend: Awaited<ReturnType<typeof startFakeBackend>>;
  triggers: Awaited<ReturnType<typeof loadTriggers>>;
};

/** A person with a profile that gives them more than the least. */
const makeKnown = ({ table }: Place, sub: string) =>
  saveProfile(table)(
    sub,
    {
      userName: sub,
      email: `${sub}@example.com`,
      emailVerified: true,
      provider: "Cognito",
      attributes: {},
      createdAt: 1,
      claims: { plan: "pro", tenant: "acme", roles: "admin" },
    },
    noHurry,
  );

/** All triggers under one fault, known and new persons; then what is there once it is over. */
export const underOneFault = async (
  { place, proxies, backend, triggers }: World,
  mode: Mode,
  calls: number,
): Promise<Facts> => {
  const [known, unknown, confirmed] = [names(calls), names(calls), names(calls)];
  await eachOf(known, 20, (sub) => makeKnown(place, sub));
  const longest = { postConfirmation: 0, preTokenGeneration: 0, postAuthentication: 0 };
  let throws = 0;
  let notLeast = 0;
  const call = async (name: TriggerName, sub: string): Promise<CognitoEvent | undefined> => {
    const started = performance.now();
    const answer = await triggers[name](eventFor(name, sub)).catch(() => {
      throws += 1;
      return undefined;
    });
    longest[name] = Math.max(longest[name], performance.now() - started);
    return answer;
  };
  const token = async (sub: string) => {
    const text = JSON.stringify((await call("preTokenGeneration", sub))?.response);
    const least = text.includes('"plan":"free"') && !/pro"|acme|admin/.test(text);
    if (!least && !mode.open) notLeast += 1;
  };
  proxies.table.use({ fault: mode.fault });
  if (mode.all) proxies.lambda.use({ fault: mode.fault });
  await Promise.all([
    eachOf([...known, ...unknown], atOnce, token),
    eachOf(known, atOnce, (sub) => call("postAuthentication", sub)),
    eachOf(confirmed, atOnce, (sub) => call("postConfirmation", sub)),
  ]);
  proxies.table.use();
  proxies.lambda.use();
  const recovered = performance.now();
  const unrepaired = await runRepairs(backend.queue, triggers.ensureProfile);
  const nextToken = mode.all ? [...unknown, ...confirmed] : unknown;
  await eachOf(nextToken, atOnce, (sub) => triggers.preTokenGeneration(eventFor("preTokenGeneration", sub)));
  // A token that had no time to write has handed it over.
  const unrepairedLater = await runRepairs(backend.queue, triggers.ensureProfile);
  const keys = new Set((await allRows(place.table)).map(({ pk, sk }) => `${pk} ${sk}`));
  return {
    throws,
    notLeast,
    unrepaired: unrepaired + unrepairedLater,
    "without profile": [...unknown, ...confirmed].filter((sub) => !keys.has(`USER#${sub} PROFILE`)).length,
    // With Lambda out of reach there is nobody left to owe it: the next token makes the profile, and no welcome.
    "without welcome": mode.all ? 0 : confirmed.filter((sub) => !keys.has(`USER#${sub} OUTBOX#welcome`)).length,
    "repaired after ms": Math.round(performance.now() - recovered),
    ...Object.fromEntries(Object.entries(longest).map(([name, ms]) => [`${name} ms`, Math.round(ms)])),
  };
};
