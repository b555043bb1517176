import { monitorEventLoopDelay } from "node:perf_hooks";
import { startFaultProxy } from "../../test/support/fault-proxy.ts";
import { bounds } from "./deadlines.ts";
import { startFakeBackend } from "./fake-backend.ts";
import { type Mode, modes } from "./fault-modes.ts";
import { repairedWithin, underOneFault } from "./one-fault.ts";
import { environmentFor, openPlace, placePort } from "./place.ts";
import { above, type Facts, type Proof, unlike } from "./proof.ts";
import { attributesOf, loadTriggers } from "./triggers.ts";

type Size = { calls: number };

/**
 * The longest time in which the machine ran nothing of this process: the proxy and the table share it with the triggers, so
 * a deadline's timer may be that late. On Lambda there is nobody to share with.
 */
const stoodStill = "machine stood still ms";

/** Milliseconds are judged from so many calls on, by who has the machine for it; `late` is judged anywhere. */
const enough = 100;

/** A table of its own for each fault, because the local one writes the slower the more it has written. */
const run = async ({ calls }: Size): Promise<Facts> => {
  const port = placePort();
  const dynamodb = `http://127.0.0.1:${port}`;
  const backend = await startFakeBackend(attributesOf);
  const proxies = { table: await startFaultProxy(dynamodb), lambda: await startFaultProxy(backend.url) };
  const environment = environmentFor({ dynamodb: proxies.table.url, backend: proxies.lambda.url });
  const triggers = await loadTriggers(environment);
  const under = async (mode: Mode, many: number): Promise<Facts> => {
    const place = await openPlace(port);
    try {
      return await underOneFault({ place, backend, proxies, triggers }, mode, many);
    } finally {
      await place.close();
    }
  };
  try {
    // The first call of all loads and connects, which Lambda does outside of a trigger's own time.
    await under({ fault: { latency: 0 }, open: true }, 2);
    const late = monitorEventLoopDelay({ resolution: 5 });
    late.enable();
    const all: Facts = {};
    for (const mode of Object.values(modes))
      for (const [name, value] of Object.entries(await under(mode, calls)))
        all[name] = name.includes(" ms") ? Math.max(all[name] ?? 0, value) : (all[name] ?? 0) + value;
    const count = Object.keys(modes).length;
    return {
      modes: count,
      calls: 4 * calls * count,
      ...all,
      [stoodStill]: Math.round(late.max / 1e6),
    };
  } finally {
    await Promise.all([proxies.table.close(), proxies.lambda.close(), backend.close()]);
  }
};

/** R4, and R5: what is repaired afterwards. */
export const tableFaults: Proof<Size> = {
  id: "R4",
  what: "nine faults of the table × post-confirmation, pre-token-generation (known and new persons), post-authentication",
  goal: "0 throws, deadlines held, tokens with least privilege; profile, welcome and notice there within 60 s",
  ci: { calls: 5 },
  full: { calls: 500 },
  run,
  misses: (facts, { calls }) => [
    ...unlike(facts, { throws: 0, late: 0, notLeast: 0, "modes not met": 0 }),
    ...unlike(facts, { unrepaired: 0, "without profile": 0, "without welcome": 0, "new devices not told once": 0 }),
    ...(calls >= enough
      ? [
          ...unlike(facts, { "tokens asked for again": 0 }),
          ...above({ "faults not met": (facts["calls"] ?? 0) - (facts["faults met"] ?? 0) }, { "faults not met": 0 }),
          ...above(facts, { "repaired after ms": repairedWithin }),
          ...above(
            facts,
            Object.fromEntries(
              Object.entries(bounds).map(([name, ms]) => [`${name} ms`, ms + (facts[stoodStill] ?? 0)]),
            ),
          ),
        ]
      : []),
  ],
};
