import { expect, it } from "@jest/globals";
import { mailOutage } from "../../scripts/soak/mail-outage.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";

it(`${mailOutage.id}: ${mailOutage.goal}`, async () => {
  expect(await missesAtCi(mailOutage)).toEqual([]);
}, 600_000);
