import { beforeAll, describe, expect, it } from "@jest/globals";
import { compatibility } from "../../../tools/mails/compatibility.ts";
import type { Gate, OpenGate } from "../../../tools/mails/gate.ts";
import { guard } from "../../../tools/mails/guard.ts";
import { markup } from "../../../tools/mails/markup.ts";
import { ownRules } from "../../../tools/mails/own-rules.ts";
import { bases, mutations } from "./mutations.ts";

/** test/apart/check-mail.test.ts runs axe-core and SpamAssassin. */
const gates: Gate[] = [guard, ownRules, compatibility, markup];
const quick = gates.map(({ name }) => name);
let opened: { name: string; gate: OpenGate }[];

beforeAll(async () => {
  opened = await Promise.all(gates.map(async (gate) => ({ name: gate.name, gate: await gate.open({}) })));
});

const findGates = async (mail: (typeof bases)["code"]) => {
  const names: string[] = [];
  for (const { name, gate } of opened) if ((await gate.check(mail)).faults.length > 0) names.push(name);
  return names.sort();
};

it.each(Object.entries(bases))("no gate finds a fault in a good mail: %s", async (_, mail) => {
  expect(await findGates(mail)).toEqual([]);
});

it("has at least 20 faults, each with a gate", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(20);
  expect(mutations.filter((mutation) => mutation.caughtBy.length === 0)).toEqual([]);
});

describe("a single fault", () => {
  it.each(mutations.map((mutation) => [mutation.fault, mutation.caughtBy.join(", "), mutation] as const))(
    "is caught: %s, by %s",
    async (_, __, { of, make, caughtBy: expected }) => {
      const mutant = make(bases[of]);
      expect(mutant).not.toEqual(bases[of]);
      expect(await findGates(mutant)).toEqual(expected.filter((name) => quick.includes(name)).sort());
    },
  );
});
