import type { MailEvent } from "../../src/rules/mail/mail-feedback.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import { outboxId } from "../../src/rules/people/keys.ts";
import { deliver } from "../../src/workers/deliver.ts";
import { createHandler as feedbackHandler } from "../../src/workers/mail-feedback.ts";
import { createHandler } from "../../src/workers/send-mail.ts";
import { lifetime, newOutboxWorld, type Plan, type Run } from "./outbox-world.ts";

/** Waits until all work in memory is done. */
const waitUntilIdle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The real sendMail and mailFeedback in their own world, one step at a time. `random` is for the backoff. */
export const newOutboxActors = (random: () => number) => {
  const { world, leases, heldUntil, reach, ses } = newOutboxWorld();
  const report = (what: string) => {
    world.reports[what] = (world.reports[what] ?? 0) + 1;
  };

  const worker = (run: Run) =>
    createHandler({
      deliver: deliver({
        lease: async (key, leaseId, now) => {
          const leased = await world.outbox.lease(key, leaseId, now);
          if (!leased) return undefined;
          const id = outboxId(key);
          if ((heldUntil.get(id) ?? 0) > world.now) world.wrong.push("two workers hold one lease");
          heldUntil.set(id, leased.dueAt);
          leases.set(id, { step: world.step, at: world.now, createdAt: leased.createdAt });
          await reach(run, "leased");
          return leased;
        },
        settle: async (mail, settlement) => {
          if (run.plan.cannotMark) {
            const last = world.sends.findLast(({ id }) => id === outboxId(mail));
            if (last) last.markFailed = true;
            throw new Error("no table");
          }
          const kept = await world.outbox.settle(mail, settlement);
          if (kept) heldUntil.delete(outboxId(mail));
          await reach(run, "settled");
          return kept;
        },
        readProfile: async (sub) => {
          await reach(run, "read");
          return {
            userName: sub,
            email: "a@example.com",
            emailVerified: true,
            provider: "p",
            attributes: {},
            createdAt: 1,
          };
        },
        render: () => ({ subject: "s", html: "h", text: "t" }),
        send: ({ id }) => ses(id, run),
        report,
        now: () => world.now,
        random,
        sentMailDays: 90,
      }),
      due: world.outbox.due,
      report,
      measure: () => undefined,
      now: () => world.now,
    });

  const start = async (plan: Plan, event: unknown) => {
    world.step += 1;
    const run = { plan, startedAt: world.now, dead: false, go: Promise.withResolvers<void>() };
    const context = { getRemainingTimeInMillis: () => lifetime };
    worker(run)(event as never, context).catch(() => world.wrong.push("a worker threw"));
    await waitUntilIdle();
  };
  const handleEvent = feedbackHandler({
    settle: async (key, settlement) => {
      const dead = world.outbox.read(key)?.status === "DEAD";
      const settled = await world.outbox.settleByEvent(key, settlement);
      if (settled && dead) world.untilEvent += 1;
      if (settled) heldUntil.delete(outboxId(key));
      return settled;
    },
    mark: async () => true,
    report,
    measure: () => undefined,
    sentMailDays: 90,
  });

  return {
    world,
    ring: (plan: Plan, keys: readonly Key[]) =>
      start(plan, { Records: keys.map(({ pk, sk }) => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } } } })) }),
    sweep: (plan: Plan) => start(plan, { source: "aws.events" }),
    /** `npx suite redrive --yes` */
    redrive: async () => {
      world.step += 1;
      for (const row of world.outbox.rows.values())
        if (await world.outbox.revive(row, world.now)) world.revived.add(outboxId(row));
    },
    resume: async (index: number) => {
      world.step += 1;
      const [run] = world.waiting.splice(index % world.waiting.length, 1);
      run?.go.resolve();
      await waitUntilIdle();
    },
    receive: async (event: MailEvent, times: number) => {
      world.step += 1;
      for (let time = 0; time < times; time += 1) await handleEvent({ detail: event });
      const send = world.sends.find(({ id }) => id === event.mail?.tags?.["outbox"]?.[0]);
      for (const same of world.sends.filter(({ id }) => id === send?.id)) same.heardAt ??= world.step;
    },
  };
};

export type OutboxActors = ReturnType<typeof newOutboxActors>;
