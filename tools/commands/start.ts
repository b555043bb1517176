import { newCommand, openCheckedProject } from "../command.ts";

type Options = { config?: string; fresh?: boolean; state?: string };

export const command = newCommand(
  `Runs the whole suite on this machine: pages and console on port 3000, inbox on port 8005. It needs no AWS account. To stop it,
press Ctrl-C.`,
)
  .option("--fresh", "delete users, rows and emails first")
  .option("--state <folder>", "folder for users, rows and emails; default: LOCAL_STATE, or .local")
  .action(async (options: Options) => {
    const project = await openCheckedProject(options);
    const { runUntilStopped } = await import("../../local/run.ts");
    const { openTerminalProgress } = await import("../progress.ts");
    process.exit(await runUntilStopped(project, options, openTerminalProgress(project.environment).writeLine));
  });
