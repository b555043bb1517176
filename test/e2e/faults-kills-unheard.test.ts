import { expect, it } from "@jest/globals";
import { killsUnheard } from "../../scripts/soak/kills.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";

it(`${killsUnheard.id}: ${killsUnheard.goal}`, async () => {
  expect(await missesAtCi(killsUnheard)).toEqual([]);
}, 600_000);
