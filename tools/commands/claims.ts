import { Command } from "commander";
import { collect, newCommand, newStageCommand, openCheckedProject, openPlace, sub } from "../command.ts";

const show = newCommand(
  "Shows the tokens that Cognito would make of an event, before and after the trigger. Nothing is called.",
)
  .name("show")
  .summary("show the tokens of an event")
  .argument("<event>", "a name from events/, or a file")
  .option("--profile <file>", 'a PROFILE row: { "claims": { "plan": "pro" } }, or what aws dynamodb get-item prints')
  .action(async (given: string, { profile, ...options }: { config?: string; profile?: string }) => {
    const { suite } = await openCheckedProject(options);
    const { explanation } = await import("../claims/explanation.ts");
    const { readEvent, readRow } = await import("../claims/sample.ts");
    const lines = explanation(suite, readEvent(given), readRow(profile), Math.floor(Date.now() / 1_000));
    console.log(lines.join("\n"));
  });

type Options = { config?: string; stage?: string; remove: string[]; dryRun?: boolean; table?: string };

const set = newStageCommand(
  `Changes what a user's tokens say from the next one on: the claims of their PROFILE row that suite.config.ts names as a
profileClaim.

plan=pro is text, seats=3 and beta=true are what they look like, roles='["admin"]' is JSON, code='"007"' is text that looks
like something else. plan= removes it, as --remove plan does.`,
)
  .name("set")
  .summary("change what a user's tokens say")
  .argument("<sub>", "the user's sub", sub)
  .argument("[claims...]", "name=value")
  .option("--remove <name>", "remove a claim; may be given more than once", collect, [])
  .option("--dry-run", "only show what would change")
  .option("--table <name>", "another table than the stage's")
  .action(async (sub: string, assignments: string[], { remove, dryRun = false, ...options }: Options) => {
    const { stage, table, project } = await openPlace(options);
    const { readAssignments } = await import("../claims/assignments.ts");
    const { profileClaimNames } = await import("../claims/profile-claims.ts");
    const { setClaims } = await import("../claims/set-claims.ts");
    const changes = readAssignments(assignments, remove, profileClaimNames(project.suite.claims));
    await setClaims({ stage, table, rules: project.suite, sub, changes, dryRun }, console.log);
  });

export const command = new Command()
  .description("Shows a token's claims, or sets a user's.")
  .addCommand(show)
  .addCommand(set);
