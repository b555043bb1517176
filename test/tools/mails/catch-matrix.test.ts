import { beforeAll, describe, expect, it } from "@jest/globals";
import { compatibility } from "../../../tools/mails/compatibility.ts";
import type { Gate, OpenGate } from "../../../tools/mails/gate.ts";
import { guard } from "../../../tools/mails/guard.ts";
import { markup } from "../../../tools/mails/markup.ts";
import { ownRules } from "../../../tools/mails/own-rules.ts";
import { bases, mutations } from "./mutations.ts";

/** axe-core and SpamAssassin have their columns in test/e2e/check-mail.test.ts. */
const gates: Gate[] = [guard, ownRules, compatibility, markup];
const quick = gates.map(({ name }) => name);
let opened: { name: string; gate: OpenGate }[];

beforeAll(async () => {
  opened = await Promise.all(gates.map(async (gate) => ({ name: gate.name, gate: await gate.open({}) })));
});

const caughtBy = async (mail: (typeof bases)["code"]) => {
  const names: string[] = [];
  for (const { name, gate } of opened) if ((await gate.check(mail)).faults.length > 0) names.push(name);
  return names.sort();
};

it.each(Object.entries(bases))("no gate finds a fault in a good mail: %s", async (_, mail) => {
  expect(await caughtBy(mail)).toEqual([]);
});

it("knows a gate for each of many faults", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(20);
  expect(mutations.filter((mutation) => mutation.caughtBy.length === 0)).toEqual([]);
});

describe("a single fault is caught", () => {
  it.each(mutations.map((mutation) => [mutation.fault, mutation.caughtBy.join(", "), mutation] as const))(
    "%s: by %s",
    async (_, __, { of, make, caughtBy: expected }) => {
      const mutant = make(bases[of]);
      expect(mutant).not.toEqual(bases[of]);
      expect(await caughtBy(mutant)).toEqual(expected.filter((name) => quick.includes(name)).sort());
    },
  );
});
