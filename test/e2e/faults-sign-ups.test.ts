import { expect, it } from "@jest/globals";
import { signUps } from "../../scripts/soak/sign-ups.ts";

it(`${signUps.id}: ${signUps.goal}`, async () => {
  expect(signUps.misses(await signUps.run(signUps.ci), signUps.ci)).toEqual([]);
}, 60_000);
