import { expect, it } from "@jest/globals";
import { missesAtCi } from "../../scripts/soak/proof.ts";
import { signUps } from "../../scripts/soak/sign-ups.ts";

it(`${signUps.id}: ${signUps.goal}`, async () => {
  expect(await missesAtCi(signUps)).toEqual([]);
}, 600_000);
