/**
 * Runs one command and never outlives whoever started it: the channel to the parent closes even when the parent is
 * killed outright, and then the whole process group goes. Signals are sent to the group, so they are not passed on here.
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
