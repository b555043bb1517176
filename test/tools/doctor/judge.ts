import { describe, expect, it } from "@jest/globals";
import type { Artifact } from "../../../tools/doctor/artifacts.ts";
import { type Rule, runRules } from "../../../tools/doctor/finding.ts";
import type { Change } from "./changes.ts";
import { checkedOf, goodArtifacts, goodTemplate } from "./good-template.ts";

/** A change to the good template, and code to add to its packages by function. */
type Case = Change | { change: Change; packages: Record<string, string> };
/** Cases by description. */
type Cases = Record<string, Case>;

/** The good template with code added to packages. */
export const withCode = (packages: Record<string, string>): Case => ({ change: () => undefined, packages });

const applyCase = async (one: Case) => {
  const { change, packages } = typeof one === "function" ? { change: one, packages: {} } : one;
  const template = goodTemplate();
  change(template);
  return checkedOf(template, async (key): Promise<Artifact | undefined> => {
    const files = await goodArtifacts(key);
    const code = packages[key.replace(/\.zip$/, "")] ?? "";
    return files && new Map([...files].map(([path, text]) => [path, text + code]));
  });
};

/** Tests that each rule finds its faults, and that all rules accept the good template and its valid variants. */
export const judge = (
  rules: readonly Rule[],
  { faults, right }: { faults: Record<string, Cases>; right: Cases },
): void => {
  it("has a fault for every rule", () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(faults).sort());
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s finds", (id, rule) => {
    it.each(Object.entries(faults[id] ?? {}))("%s", async (_, one) => {
      const found = await runRules([rule], await applyCase(one));
      expect(found.length).toBeGreaterThan(0);
      for (const { wrong, fix } of found)
        for (const words of [wrong, fix]) {
          expect(words).toMatch(/^[^\n]+\.$/);
          expect(words).not.toMatch(/undefined|\[object/);
        }
    });
  });

  it.each(Object.entries({ "the good template": () => undefined, ...right }))("accepts %s", async (_, one) => {
    expect(await runRules(rules, await applyCase(one))).toEqual([]);
  });
};
