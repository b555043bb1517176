import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { startFakeBackend } from "../../scripts/soak/fake-backend.ts";
import { environmentFor, openPlace } from "../../scripts/soak/place.ts";
import { missesAtCi } from "../../scripts/soak/proof.ts";
import { owedCount } from "../../scripts/soak/rows.ts";
import { signUpsInOutage } from "../../scripts/soak/sign-ups-in-outage.ts";
import { attributesOf, eventFor, loadTriggers, runRepairs } from "../../scripts/soak/triggers.ts";
import { bundled } from "../support/bundle.ts";
import { startFakeSes } from "../support/fake-ses.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";

const folder = mkdtempSync(join(tmpdir(), "bundles-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** SendEmail's path, which every client of it has to name. */
const callsSes = (entry: string): boolean => {
  const name = entry.replaceAll(/\W/g, "-");
  bundled(entry, folder, name);
  return readFileSync(join(folder, `${name}.cjs`), "utf8").includes("outbound-emails");
};

/** Why no outage of SES can keep anybody waiting: a measured time would only say so of one machine. */
describe("a trigger has no way to SES", () => {
  it.each(readdirSync("src/handlers"))("%s", (file) => {
    expect(callsSes(`src/handlers/${file}`)).toBe(false);
  });

  it("and the worker that sends has", () => {
    expect(callsSes("src/workers/send-mail.ts")).toBe(true);
  });
});

it("a confirmation owes its mail, and does not call SES, which answers nobody", async () => {
  const place = await openPlace();
  const ses = await startFakeSes();
  const backend = await startFakeBackend(attributesOf);
  const proxy = await startFaultProxy(ses.url);
  proxy.use({ fault: "black-hole" });
  try {
    const environment = environmentFor({ dynamodb: place.endpoint, ses: proxy.url, backend: backend.url });
    const { postConfirmation, ensureProfile } = await loadTriggers(environment);
    for (const sub of ["one", "two", "three"]) await postConfirmation(eventFor("postConfirmation", sub));
    // A machine may be too slow for a confirmation's deadline; what it hands over calls no SES either.
    expect(await runRepairs(backend.queue, ensureProfile)).toBe(0);
    expect(await owedCount(place.table)).toBe(3);
    expect(proxy.met).toEqual({});
  } finally {
    await Promise.all([proxy.close(), ses.close(), backend.close()]);
    await place.close();
  }
}, 240_000);

it("persons sign up while SES is down in each way, and their mails are owed", async () => {
  expect(await missesAtCi(signUpsInOutage)).toEqual([]);
}, 600_000);

it.each([
  [{ "p99, times slower": 1.2 }, []],
  [{ "p99, times slower": 1.21 }, ["p99, times slower is 1.21, above 1.2"]],
  [{ throws: 1 }, ["throws is 1, not 0"]],
  [{ "mails owed": 2_999 }, ["mails owed is 2999, not 3000"]],
  [{ "ways without a refusal": 1 }, ["ways without a refusal is 1, not 0"]],
])("at the full size, %j: %j", (differs, misses) => {
  const { full } = signUpsInOutage;
  const good = { throws: 0, "mails owed": full.signUps, "ways without a refusal": 0, "p99, times slower": 1 };
  expect(signUpsInOutage.misses({ ...good, ...differs }, full)).toEqual(misses);
});
