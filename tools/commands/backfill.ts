import { newStageCommand, openPlace, perSecond, refuse } from "../command.ts";

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
  `Writes a profile for each user of a pool who has none. A row keeps what it has; roles and plans are never touched. It owes
no mail.

With --welcome-since it writes no profiles, and owes their welcome to users whose confirmation found neither DynamoDB nor
Lambda. Without --yes it only shows how many they are; a second run owes nothing twice. docs/observability.md says which time
to give, and which users to look at first.`,
)
  .option("--dry-run", "only count")
  .option("--limit <rate>", "how many users a second", perSecond, 20)
  .option("--pool-id <id>", "another pool than the stage's")
  .option("--table <name>", "another table than the stage's")
  .option("--welcome-since <time>", "owe missed welcomes since then, such as 2026-01-31T09:30:00Z")
  .option("--yes", "owe them")
  .action(async ({ dryRun = false, limit, poolId, welcomeSince, yes = false, ...options }: Options) => {
    if (yes && welcomeSince === undefined) refuse("--yes is for --welcome-since. Without it, leave --yes out.");
    const place = await openPlace(options);
    const { backfill } = await import("../operate/backfill.ts");
    await backfill(place, { poolId, perSecond: limit, welcomeSince, yes, dryRun });
  });
