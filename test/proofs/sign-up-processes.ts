import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import type { Repair } from "../../src/aws/ensure-profile.ts";
import { readMemory, startChildProcess } from "./asked-process.ts";

/** Milliseconds of one confirmation, and 1 if it threw. */
export type Took = { milliseconds: number; failed: number };

/** Starts post-confirmation in a process of its own, and waits until it is loaded. */
export const startSignUpProcess = async (environment: Record<string, string>) => {
  const asked = await startChildProcess(join(root, "test", "proofs", "sign-up-process.ts"), environment);
  const ask = async (message: object): Promise<unknown> => {
    const answer = await asked.ask(message);
    if ("error" in answer) throw new Error(`post-confirmation: ${answer.error}`);
    return answer.payload;
  };
  return {
    signUp: async (sub: string) => (await ask({ sub })) as Took,
    /** Runs what it had no time to write; answers with how many failed for good. */
    repair: async (repairs: readonly Repair[]) => (await ask({ repairs })) as number,
    /** Bytes of memory that it holds when its garbage is gone. */
    memory: () => readMemory(asked),
    kill: asked.kill,
  };
};
