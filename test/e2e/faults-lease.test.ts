import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { openPlace, type Place, tableAt } from "../../scripts/soak/place.ts";
import { oweWelcome } from "../../scripts/soak/rows.ts";
import { leaseMail } from "../../src/aws/outbox.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

let place: Place;
let proxy: FaultProxy;
beforeAll(async () => {
  place = await openPlace();
  proxy = await startFaultProxy(place.endpoint);
});
afterAll(async () => {
  await proxy.close();
  await place.close();
});

it("a lease whose answer was lost is the worker's own when the SDK asks again", async () => {
  const now = Date.UTC(2026, 0, 1);
  const key = await oweWelcome(place.table, now);
  proxy.use({ fault: "lost-answer", to: 1 });
  expect(await leaseMail(tableAt(proxy.url))(key, "mine", now)).toMatchObject({ leaseId: "mine", status: "SENDING" });
  expect(await leaseMail(tableAt(proxy.url))(key, "theirs", now)).toBeUndefined();
});
