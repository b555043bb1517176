import { giveUpAfter, leaseTime, type SendOutcome } from "../../src/rules/mail/outbox.ts";
import { newMemoryOutbox } from "./memory-outbox.ts";

/** Where in its work a worker is. */
export const points = ["leased", "read", "taken", "settled"] as const;
export type Point = (typeof points)[number];

/** What SES does with a worker's mails. `lost` accepts the mail without an answer, and `silent` does not accept it. */
export const sesAnswers = ["ok", "refuse", "impossible", "silent", "lost"] as const;

/** Where a run of a worker dies, or waits to be continued. */
export type Plan = {
  ses: (typeof sesAnswers)[number];
  dies?: Point | undefined;
  waits?: Point | undefined;
  cannotMark?: boolean;
};

export type Run = { plan: Plan; startedAt: number; dead: boolean; go: PromiseWithResolvers<void> };

/** The last lease of a row, in the model's steps and on its clock. */
type Lease = { step: number; at: number; createdAt: number };

/** A mail that SES accepted: its run, its lease, and when its event was written. */
type Send = { id: string; run: Run; lease: Lease; answered: boolean; markFailed: boolean; heardAt?: number };

/** sendMail's timeout in milliseconds. */
export const lifetime = 60_000;
const never = new Promise<never>(() => undefined);

/** Workers, SES and the outbox on one clock. `wrong` collects what must never happen. */
export const newOutboxWorld = () => {
  const world = {
    now: Date.UTC(2026, 0, 1),
    step: 0,
    outbox: newMemoryOutbox(),
    sends: [] as Send[],
    waiting: [] as Run[],
    reports: {} as Record<string, number>,
    wrong: [] as string[],
    deaths: 0,
    repeats: 0,
    /** Mails that were given up before SES's event arrived. */
    untilEvent: 0,
    /** Mails that redrive has queued. */
    revived: new Set<string>(),
  };
  const leases = new Map<string, Lease>();
  const heldUntil = new Map<string, number>();

  const reach = async (run: Run, point: Point): Promise<void> => {
    if (run.plan.waits === point) {
      world.waiting.push(run);
      await run.go.promise;
    }
    if (run.dead || run.plan.dies === point || world.now - run.startedAt >= lifetime) {
      run.dead = true;
      world.deaths += 1;
      await never;
    }
  };

  /** A second mail is wrong unless no earlier one could be known when this one was leased. */
  const take = (id: string, run: Run, lease: Lease): Send => {
    if (lease.at - lease.createdAt > giveUpAfter) world.wrong.push("a mail was sent that should have been given up");
    for (const before of world.sends.filter((send) => send.id === id)) {
      const unknown =
        !before.answered || before.markFailed || before.run.dead || world.now - before.run.startedAt >= lifetime;
      if (!unknown) world.wrong.push("a mail was sent twice although its answer came");
      if (before.heardAt !== undefined && before.heardAt < lease.step)
        world.wrong.push("a mail was sent twice although its event had come");
      if (lease.at < before.lease.at + leaseTime)
        world.wrong.push("a mail was sent twice before its event had time to come");
      world.repeats += 1;
    }
    const send = { id, run, lease, answered: false, markFailed: false };
    world.sends.push(send);
    return send;
  };

  const ses = async (id: string, run: Run): Promise<SendOutcome> => {
    const { ses } = run.plan;
    if (ses === "refuse") return { result: "refused", reason: "TooManyRequestsException" };
    if (ses === "impossible") return { result: "impossible", reason: "BadRequestException" };
    if (ses === "silent") return { result: "unknown", reason: "TimeoutError" };
    const send = take(id, run, leases.get(id) as Lease);
    await reach(run, "taken");
    if (ses === "lost") return { result: "unknown", reason: "ECONNRESET" };
    send.answered = true;
    return { result: "sent", messageId: `m${world.sends.length}` };
  };

  return { world, leases, heldUntil, reach, ses };
};

export type OutboxWorld = ReturnType<typeof newOutboxWorld>;
