import { newStageCommand, openPlace, perSecond } from "../command.ts";

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
  "Owes the mails again that were given up, once you have mended the cause. Without --yes it only shows them.",
)
  .option("--yes", "owe them again")
  .option("--dry-run", "only show them, also with --yes")
  .option("--reason <reason>", "only those that were given up for this reason")
  .option("--limit <rate>", "how many a second", perSecond, 20)
  .option("--table <name>", "another table than the stage's")
  .action(async ({ yes = false, dryRun = false, reason, limit, ...options }: Options) => {
    const { table } = await openPlace(options);
    const { redrive } = await import("../operate/dead-mails.ts");
    await redrive(table, { reason, perSecond: limit, dryRun: dryRun || !yes }, console.log);
  });
