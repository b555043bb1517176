import { expect, it } from "@jest/globals";
import { kills } from "../../scripts/soak/kills.ts";

it(`${kills.id}: ${kills.goal}`, async () => {
  expect(kills.misses(await kills.run(kills.ci), kills.ci)).toEqual([]);
}, 60_000);
