import { readAssignments } from "./claims/assignments.ts";
import { profileClaimNames } from "./claims/profile-claims.ts";
import { setClaims } from "./claims/set-claims.ts";
import { openProject } from "./configuration.ts";
import { readOptions, readSub } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run claims:set -- <sub> --stage <stage> [name=value …] [--remove <name> …] [--dry-run] [--config <folder>] [--table <name>]

  Changes what a person's tokens say: the claims of their PROFILE row that suite.config.ts names as a profileClaim.
  plan=pro is text, seats=3 and beta=true are what they look like, roles='["admin"]' is JSON, code='"007"' is text that looks
  like something else. plan= takes it away, as --remove plan does. It is so from the person's next token on.`;

await run(async (words, environment) => {
  const { values, positionals } = readOptions(
    usage,
    {
      stage: { type: "string" },
      remove: { type: "string", multiple: true, default: [] },
      "dry-run": { type: "boolean", default: false },
      table: { type: "string" },
    },
    words,
  );
  const [given, ...assignments] = positionals;
  const sub = readSub(given, usage);
  const project = openProject(values.config, environment);
  const { stage, table } = await openPlace(project, values.stage, usage, { table: values.table });
  const { suite } = project;
  const changes = readAssignments(assignments, values.remove, profileClaimNames(suite.claims));
  const work = { stage, table, rules: suite, sub, changes, dryRun: values["dry-run"] };
  await setClaims(work, console.log);
});
