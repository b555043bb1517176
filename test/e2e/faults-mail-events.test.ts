import { expect, it } from "@jest/globals";
import { mailEvents } from "../../scripts/soak/mail-events.ts";

it(`${mailEvents.id}: ${mailEvents.goal}`, async () => {
  expect(mailEvents.misses(await mailEvents.run(mailEvents.ci), mailEvents.ci)).toEqual([]);
}, 60_000);
