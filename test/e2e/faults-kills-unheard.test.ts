import { expect, it } from "@jest/globals";
import { killsUnheard } from "../../scripts/soak/kills.ts";

it(`${killsUnheard.id}: ${killsUnheard.goal}`, async () => {
  expect(killsUnheard.misses(await killsUnheard.run(killsUnheard.ci), killsUnheard.ci)).toEqual([]);
}, 60_000);
