import { describe, expect, it } from "@jest/globals";
import { findingsOf } from "../../scripts/doctor/finding.ts";
import { ownRules } from "../../scripts/doctor/rules.ts";
import type { Template } from "../../scripts/doctor/template.ts";
import { faults } from "./faults.ts";
import { goodArtifacts, goodTemplate } from "./good-template.ts";

const rulesThatFind = async (template: Template, { production = true, region = "eu-west-1" } = {}) => {
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return findingsOf(ownRules, { template, bytes, production, region, artifacts: goodArtifacts });
};

it("finds nothing in a good template", async () => {
  expect(await rulesThatFind(goodTemplate())).toEqual([]);
});

it("knows a fault for every rule", () => {
  const told = new Set(faults.map(({ rule }) => rule));
  expect(Object.keys(ownRules).filter((rule) => !told.has(rule))).toEqual(["template-transform"]);
});

describe("a single fault is found", () => {
  it.each(faults.map((fault) => [fault.fault, fault.rule, fault.change] as const))(
    "%s: by %s",
    async (_, rule, change) => {
      const template = goodTemplate();
      change(template);
      expect(template).not.toEqual(goodTemplate());
      const found = await rulesThatFind(template);
      expect(found.map((finding) => finding.rule)).toContain(rule);
      for (const { wrong, fix, resource } of found) {
        expect([wrong, fix, resource].filter((text) => text === "" || /undefined|\[object/.test(text))).toEqual([]);
        expect(`${wrong} ${fix}`).not.toContain("\n");
      }
    },
  );
});
