import { expect, it } from "@jest/globals";
import { kills } from "../../scripts/soak/kills.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";

it(`${kills.id}: ${kills.goal}`, async () => {
  expect(await missesAtCi(kills)).toEqual([]);
}, 600_000);
