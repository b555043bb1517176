import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTerminalProgress } from "../../tools/progress.ts";
import buildFirst from "./build-first.ts";
import { runStack, stackPort } from "./stack.ts";

/** One stack for all end-to-end tests, with its own ports and folder. */
export default async function startForAll(): Promise<void> {
  delete process.env["SUITE_CONFIG"];
  buildFirst();
  const state = await mkdtemp(join(tmpdir(), "suite-"));
  const stack = await openTerminalProgress(process.env).runPart("Start of the stack for test/e2e", () =>
    runStack(stackPort, state, ["--fresh"]),
  );
  if (stack.child.exitCode !== null) throw new Error(`The stack did not start:\n${stack.output()}`);
  Object.assign(globalThis, {
    stopStack: async () => {
      await stack.stop();
      await rm(state, { recursive: true, force: true });
    },
  });
}
