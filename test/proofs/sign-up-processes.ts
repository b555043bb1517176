import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import type { Repair } from "../../src/aws/ensure-profile.ts";
import { readMemory, startChildProcess } from "./asked-process.ts";

/** Milliseconds of one confirmation, and 1 if it threw an error. */
export type Took = { milliseconds: number; failed: number };

/** Starts post-confirmation in its own process, and waits until it is loaded. */
export const startSignUpProcess = async (environment: Record<string, string>) => {
  const asked = await startChildProcess(join(root, "test", "proofs", "sign-up-process.ts"), environment);
  const ask = async (message: object): Promise<unknown> => {
    const answer = await asked.ask(message);
    if ("error" in answer) throw new Error(`post-confirmation: ${answer.error}`);
    return answer.payload;
  };
  return {
    signUp: async (sub: string) => (await ask({ sub })) as Took,
    /** Runs the repairs that it has queued. @returns how many failed permanently */
    repair: async (repairs: readonly Repair[]) => (await ask({ repairs })) as number,
    /** Bytes of memory after garbage collection. */
    memory: () => readMemory(asked),
    kill: asked.kill,
  };
};
