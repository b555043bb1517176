import { collectEmailAddresses, newStageCommand, openResources, readSub } from "../command.ts";

type Options = { config?: string; stage?: string; dryRun?: boolean; address: string[]; table?: string };

export const command = newStageCommand(
  `Deletes all rows of a user from the table. Delete the user from the user pool first: otherwise the next sign-in writes a row
again.

The table knows the user's current and previous email address, and addresses with a change notice that was not sent yet. An
address that the user never verified keeps its invitation, which may belong to another person. To revoke it, run
suite invite <address> --revoke.`,
  "local",
)
  .argument("<sub>", "the user's sub", readSub)
  .option("--dry-run", "only show what would be deleted")
  .option("--address <address>", "an earlier email address of the user; may be repeated", collectEmailAddresses, [])
  .option("--table <name>", "table; default: the stage's")
  .action(async (sub: string, { dryRun = false, address: addresses, ...options }: Options) => {
    const { stage, table, project } = await openResources(options);
    const { forgetUser } = await import("../operate/forget-rows.ts");
    await forgetUser({ stage, table, suite: project.suite, sub, addresses, dryRun }, console.log);
  });
