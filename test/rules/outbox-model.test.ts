import { expect, it } from "@jest/globals";
import { outboxModel } from "../../scripts/soak/outbox-model.ts";

it(`${outboxModel.id}: ${outboxModel.goal}`, async () => {
  const facts = await outboxModel.run(outboxModel.ci);
  expect(outboxModel.misses(facts, outboxModel.ci)).toEqual([]);
  // A model that meets no death and no repeat proves nothing.
  expect(facts["workers died"]).toBeGreaterThan(100);
  expect(facts["allowed repeats"]).toBeGreaterThan(20);
  expect(facts["owed anew"]).toBeGreaterThan(20);
  expect(facts["dead until SES told"]).toBeGreaterThan(20);
});
