import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loudest, toldBy, watched } from "../../test/support/canary-run.ts";
import { above, type Facts, type Proof, unlike } from "./proof.ts";

type Size = { events: number };

/** What must be heard, or nothing was listened to: SES's own text as the reason why a mail was not sent. */
const seeded = [{ file: "aws/ses.ts", from: "const reason = code ?? name;", to: "const reason = message;" }];

/** All that each function logs, counts and throws over so many events whose every text of a person is a canary. */
const run = async ({ events }: Size): Promise<Facts> => {
  Object.assign(process.env, loudest);
  const folder = await mkdtemp(join(tmpdir(), "suite-canaries-"));
  const facts: Facts = { functions: 0, events: 0, texts: 0, quiet: 0, leaks: 0 };
  const add = (name: string, count: number) => {
    facts[name] = (facts[name] ?? 0) + count;
  };
  try {
    for (const name of Object.keys(watched)) {
      const { texts, leaks } = await toldBy(name, folder, events);
      add("functions", 1);
      add("events", events);
      add("texts", texts);
      // Who says nothing proves nothing.
      if (texts < events / 20) add("quiet", 1);
      add("leaks", leaks.length);
      for (const leak of leaks.slice(0, 3)) console.error(`${name}: ${leak}`);
    }
    return { ...facts, "leaks of a seeded mistake": (await toldBy("send-mail", folder, 300, seeded)).leaks.length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** R12 */
export const canaries: Proof<Size> = {
  id: "R12",
  what: "five triggers and four workers on events whose every name, address, code, token and IP is a canary, while AWS's errors quote them",
  goal: "no canary in a log, metric, error or worker's answer; a seeded leak is seen",
  ci: { events: 3_000 },
  full: { events: 25_000 },
  beside: true,
  run,
  misses: (facts) => [
    ...unlike(facts, { quiet: 0, leaks: 0 }),
    ...above(
      { "seeded leaks not seen": 1 - (facts["leaks of a seeded mistake"] ?? 0) },
      { "seeded leaks not seen": 0 },
    ),
  ],
};
