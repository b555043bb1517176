import { emailAddresses, newStageCommand, openPlace, sub } from "../command.ts";

type Options = { config?: string; stage?: string; dryRun?: boolean; address: string[]; table?: string };

export const command = newStageCommand(
  `Deletes all that the table has of a user. Delete the user in the user pool first: a sign-in would write a row again.

The table knows the address of today, the one before, and those whose owner was not told of a change yet. An address that
the user never proved keeps its invitation, which may be somebody else's: suite invite <address> --revoke takes it back.`,
  "local",
)
  .argument("<sub>", "the user's sub", sub)
  .option("--dry-run", "only say what would be deleted")
  .option("--address <address>", "an earlier address of the user; may be given more than once", emailAddresses, [])
  .option("--table <name>", "another table than the stage's")
  .action(async (sub: string, { dryRun = false, address: addresses, ...options }: Options) => {
    const { stage, table, project } = await openPlace(options);
    const { forget } = await import("../operate/forget-rows.ts");
    await forget({ stage, table, suite: project.suite, sub, addresses, dryRun }, console.log);
  });
