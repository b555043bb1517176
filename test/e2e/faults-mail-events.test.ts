import { expect, it } from "@jest/globals";
import { mailEvents } from "../../scripts/soak/mail-events.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";

it(`${mailEvents.id}: ${mailEvents.goal}`, async () => {
  expect(await missesAtCi(mailEvents)).toEqual([]);
}, 600_000);
