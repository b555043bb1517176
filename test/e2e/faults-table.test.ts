import { expect, it } from "@jest/globals";
import { tableFaults } from "../../scripts/soak/table-faults.ts";

it(`${tableFaults.id}: ${tableFaults.goal}`, async () => {
  expect(tableFaults.misses(await tableFaults.run(tableFaults.ci), tableFaults.ci)).toEqual([]);
}, 60_000);
