import { describe, expect, it } from "@jest/globals";
import type { Artifact } from "../../../tools/doctor/artifacts.ts";
import { type Rule, runRules } from "../../../tools/doctor/finding.ts";
import type { Change } from "./changes.ts";
import { checkedOf, goodArtifacts, goodTemplate } from "./good-template.ts";

/** A change of the good template, and code that stands in packages besides, by the names of functions. */
type Case = Change | { change: Change; packages: Record<string, string> };
/** Cases, by what they are. */
type Cases = Record<string, Case>;

/** The good template with code in packages besides. */
export const packaged = (packages: Record<string, string>): Case => ({ change: () => undefined, packages });

const changed = async (one: Case) => {
  const { change, packages } = typeof one === "function" ? { change: one, packages: {} } : one;
  const template = goodTemplate();
  change(template);
  return checkedOf(template, async (key): Promise<Artifact | undefined> => {
    const files = await goodArtifacts(key);
    const code = packages[key.replace(/\.zip$/, "")] ?? "";
    return files && new Map([...files].map(([path, text]) => [path, text + code]));
  });
};

/** Holds each rule of a table to faults that it finds, and to what is right in another way, in the small good template. */
export const judge = (
  rules: readonly Rule[],
  { faults, right }: { faults: Record<string, Cases>; right: Cases },
): void => {
  it("has a fault for every rule", () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(faults).sort());
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s finds", (id, rule) => {
    it.each(Object.entries(faults[id] ?? {}))("%s", async (_, one) => {
      const found = await runRules([rule], await changed(one));
      expect(found.length).toBeGreaterThan(0);
      for (const { wrong, fix } of found)
        for (const words of [wrong, fix]) {
          expect(words).toMatch(/^[^\n]+\.$/);
          expect(words).not.toMatch(/undefined|\[object/);
        }
    });
  });

  it.each(Object.entries({ "the good template": () => undefined, ...right }))("finds nothing in %s", async (_, one) => {
    expect(await runRules(rules, await changed(one))).toEqual([]);
  });
};
