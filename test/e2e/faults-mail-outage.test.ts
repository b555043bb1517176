import { expect, it } from "@jest/globals";
import { mailOutage } from "../../scripts/soak/mail-outage.ts";

it(`${mailOutage.id}: ${mailOutage.goal}`, async () => {
  expect(mailOutage.misses(await mailOutage.run(mailOutage.ci), mailOutage.ci)).toEqual([]);
}, 60_000);
