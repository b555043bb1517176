import { expect, it } from "@jest/globals";
import { poison } from "../../scripts/soak/poison.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";

it(`${poison.id}: ${poison.goal}`, async () => {
  expect(await missesAtCi(poison)).toEqual([]);
}, 600_000);
