import { Command } from "commander";
import { collectValues, newCommand, newStageCommand, openCheckedProject, openResources, readSub } from "../command.ts";

const show = newCommand(
  "Shows the tokens that Cognito would issue for an event, before and after the trigger. It makes no calls to AWS.",
)
  .name("show")
  .summary("show the tokens for an event")
  .argument("<event>", "the name of an event in events/, or a file")
  .option("--profile <file>", 'a PROFILE row: { "claims": { "plan": "pro" } }, or the output of aws dynamodb get-item')
  .action(async (given: string, { profile, ...options }: { config?: string; profile?: string }) => {
    const { suite } = await openCheckedProject(options);
    const { explainTokens } = await import("../claims/explanation.ts");
    const { readEvent, readRow } = await import("../claims/sample.ts");
    const lines = explainTokens(suite, readEvent(given), readRow(profile), Math.floor(Date.now() / 1_000));
    console.log(lines.join("\n"));
  });

type Options = { config?: string; stage?: string; remove: string[]; dryRun?: boolean; table?: string };

const set = newStageCommand(
  `Changes the claims in a user's tokens, from the next token on. It writes the claims of their PROFILE row that
suite.config.ts names as a profileClaim.

plan=pro is a string, seats=3 a number, beta=true a boolean and roles='["admin"]' JSON. Quote a string that looks like one of
these: code='"007"'. plan= removes the claim, as does --remove plan.`,
)
  .name("set")
  .summary("change the claims in a user's tokens")
  .argument("<sub>", "the user's sub", readSub)
  .argument("[claims...]", "name=value")
  .option("--remove <name>", "remove a claim; may be repeated", collectValues, [])
  .option("--dry-run", "only show what would change")
  .option("--table <name>", "table; default: the stage's")
  .action(async (sub: string, assignments: string[], { remove, dryRun = false, ...options }: Options) => {
    const { stage, table, project } = await openResources(options);
    const { readAssignments } = await import("../claims/assignments.ts");
    const { listProfileClaims } = await import("../claims/profile-claims.ts");
    const { setClaims } = await import("../claims/set-claims.ts");
    const changes = readAssignments(assignments, remove, listProfileClaims(project.suite.claims));
    await setClaims({ stage, table, rules: project.suite, sub, changes, dryRun }, console.log);
  });

export const command = new Command()
  .description("Shows the claims of a token, or sets a user's.")
  .addCommand(show)
  .addCommand(set);
