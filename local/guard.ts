/**
 * Runs one command and never outlives its parent: the channel to the parent closes even if the parent is killed, and
 * then this kills the whole process group. Signals go to the group, so this does not forward them.
 */
import { spawn } from "node:child_process";

const [command, ...commandArguments] = process.argv.slice(2);
if (command === undefined) throw new Error("guard: no command");

const child = spawn(command, commandArguments, { stdio: ["ignore", "inherit", "inherit"] });
child.on("error", (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on("exit", (code) => process.exit(code ?? 1));

process.on("disconnect", () => {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
  process.exit(1);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
