import { setTimeout as sleep } from "node:timers/promises";
import { startFakeSes } from "../support/fake-ses.ts";
import { attributesOf, loadTriggers } from "../support/loaded-triggers.ts";
import { choosePort, environmentFor, openTable } from "../support/place.ts";
import { newFeedbackSender } from "../support/table-rows.ts";
import { startFakeBackend } from "./fake-backend.ts";
import { startSignUpProcess } from "./sign-up-processes.ts";
import { startWorkers } from "./workers.ts";

/** Milliseconds, as in serverless.yml. Mails that the stream misses are a minute late here too. */
const sweepEvery = 60_000;

/** The parts that stay for the whole run: processes of post-confirmation and the workers, SES, and the table's port. */
export const openWorld = async (count: number) => {
  const port = choosePort();
  const backend = await startFakeBackend(attributesOf);
  const table = openTable(`http://127.0.0.1:${port}`);
  const feedback = newFeedbackSender(table);
  const ses = await startFakeSes({ onEvent: (event) => feedback.take(event) });
  const environment = environmentFor({ dynamodb: `http://127.0.0.1:${port}`, ses: ses.url, backend: backend.url });
  const { ensureProfile } = await loadTriggers(environment);
  const confirmation = await startSignUpProcess(environment);
  const workers = await startWorkers(undefined, count, environment, { sweepEvery });
  return {
    port,
    backend,
    feedback,
    ses,
    ensureProfile,
    confirmation,
    workers,
    memory: () => Promise.all([confirmation.memory(), ...workers.all.map((worker) => worker.memory())]),
    close: async () => {
      await Promise.all([confirmation.kill(), workers.stop()]);
      await Promise.all([ses.close(), backend.close()]);
      table.client.destroy();
    },
  };
};
export type World = Awaited<ReturnType<typeof openWorld>>;

type Arrivals = { perSecond: number; atOnce: number };

/**
 * Users arrive at fixed times, unless too many are still waiting. A user's time starts when the user should have
 * arrived.
 */
export const arrive = async ({ confirmation }: World, subs: readonly string[], { perSecond, atOnce }: Arrivals) => {
  const started = performance.now();
  const open: Array<Promise<{ failed: number; milliseconds: number }>> = [];
  for (const [index, sub] of subs.entries()) {
    await open[index - atOnce];
    const planned = started + (index * 1_000) / perSecond;
    const early = planned - performance.now();
    if (early > 0) await sleep(early);
    open.push(confirmation.signUp(sub).then(({ failed }) => ({ failed, milliseconds: performance.now() - planned })));
  }
  return Promise.all(open);
};
