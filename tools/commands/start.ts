import { newCommand, openCheckedProject } from "../command.ts";

type Options = { config?: string; fresh?: boolean; state?: string };

export const command = newCommand(
  "Runs the whole suite on this machine: pages and console on port 3000, the inbox on 8005. It needs no AWS account. Ctrl-C ends it.",
)
  .option("--fresh", "forget users, rows and mails first")
  .option("--state <folder>", "keep them in another folder than .local (or set LOCAL_STATE)")
  .action(async (options: Options) => {
    const project = await openCheckedProject(options);
    const { runUntilStopped } = await import("../../local/run.ts");
    process.exit(await runUntilStopped(project, options));
  });
