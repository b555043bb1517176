import { readProfile } from "../src/aws/person.ts";
import { SettingsError } from "../src/errors.ts";
import { readAssignments } from "./claims/assignments.ts";
import {
  changed,
  checkBudget,
  noRow,
  type ProfileClaims,
  profileClaimNames,
  saveProfileClaims,
} from "./claims/profile-claims.ts";
import { openProject, refuseProblems } from "./configuration.ts";
import { readOptions, readSub } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";
import { settingsProblems } from "./settings.ts";

const usage = `npm run claims:set -- <sub> --stage <stage> [name=value …] [--remove <name> …] [--dry-run] [--config <folder>] [--table <name>]

  Changes what a person's tokens say: the claims of their PROFILE row that suite.config.ts names as a profileClaim.
  plan=pro is text, seats=3 and beta=true are what they look like, roles='["admin"]' is JSON, code='"007"' is text that looks
  like something else. plan= takes it away, as --remove plan does. It is so from the person's next token on.`;

const show = (title: string, claims: ProfileClaims): void =>
  console.log(`${title}  ${JSON.stringify(claims, (_, value) => (value instanceof Set ? [...value] : value))}`);

const readMap = (claims: unknown = {}): ProfileClaims => {
  if (typeof claims !== "object" || claims === null || Array.isArray(claims) || claims instanceof Set)
    throw new SettingsError("The row's claims are no map, so nothing can be set in them: remove the attribute first.");
  return claims as ProfileClaims;
};

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
  const project = openProject(values.config, environment);
  const [given, ...assignments] = positionals;
  const sub = readSub(given, usage);
  const { suite } = project;
  refuseProblems(settingsProblems(suite, {}));
  const changes = readAssignments(assignments, values.remove, profileClaimNames(suite.claims));
  const { stage, table } = await openPlace(project, values.stage, usage, { table: values.table });

  const row = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  if (!row) throw new SettingsError(noRow(sub));
  const before = readMap(row.claims);
  checkBudget(suite, sub, before, changed(before, changes));
  show("before", before);
  if (values["dry-run"]) {
    show("would be", changed(before, changes));
    return;
  }
  show("after ", await saveProfileClaims(table)(sub, changes));
  console.log(`Written on stage ${stage}. It is so from their next token on.`);
});
