import { expect, it } from "@jest/globals";
import { poison } from "../../scripts/soak/poison.ts";

it(`${poison.id}: ${poison.goal}`, async () => {
  expect(poison.misses(await poison.run(poison.ci), poison.ci)).toEqual([]);
}, 60_000);
