import { newStageCommand, openResources, readPerSecond, refuse } from "../command.ts";

type Options = {
  config?: string;
  stage?: string;
  dryRun?: boolean;
  limit: number;
  poolId?: string;
  table?: string;
  welcomeSince?: string;
  yes?: boolean;
};

export const command = newStageCommand(
  `Writes a profile for each user of a pool who does not have one. It keeps the attributes of existing rows, never changes
roles or plans, and sends no mail.

With --welcome-since it handles only users who confirmed while neither DynamoDB nor Lambda was available: it queues their
welcome email and writes their profile. Without --yes it only shows how many there are. A second run queues no email twice.
docs/observability.md says which time to give, and which users to check first.`,
)
  .option("--dry-run", "only count")
  .option("--limit <rate>", "users per second", readPerSecond, 20)
  .option("--pool-id <id>", "user pool; default: the stage's")
  .option("--table <name>", "table; default: the stage's")
  .option("--welcome-since <time>", "queue missed welcome emails since this time, such as 2026-01-31T09:30:00Z")
  .option("--yes", "with --welcome-since: queue the emails")
  .action(async ({ dryRun = false, limit, poolId, welcomeSince, yes = false, ...options }: Options) => {
    if (yes && welcomeSince === undefined)
      refuse("--yes works only with --welcome-since. Remove --yes, or add --welcome-since.");
    const resources = await openResources(options);
    const { backfill } = await import("../operate/backfill.ts");
    await backfill(resources, { poolId, perSecond: limit, welcomeSince, yes, dryRun });
  });
