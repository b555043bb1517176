import { newStageCommand, openResources, readPerSecond } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  yes?: boolean;
  dryRun?: boolean;
  reason?: string;
  limit: number;
  table?: string;
};

export const command = newStageCommand(
  "Queues emails that were given up, so that the suite sends them. Fix the cause first. Without --yes it only shows them.",
)
  .option("--yes", "queue the emails")
  .option("--dry-run", "only show the emails, even with --yes")
  .option("--reason <reason>", "only emails that were given up for this reason")
  .option("--limit <rate>", "emails per second", readPerSecond, 20)
  .option("--table <name>", "table; default: the stage's")
  .action(async ({ yes = false, dryRun = false, reason, limit, ...options }: Options) => {
    const { table } = await openResources(options);
    const { redriveMails } = await import("../operate/dead-mails.ts");
    await redriveMails(table, { reason, perSecond: limit, dryRun: dryRun || !yes }, console.log);
  });
