import { SettingsError } from "../src/errors.ts";
import { explanation } from "./claims/explanation.ts";
import { readEvent, readRow } from "./claims/sample.ts";
import { openProject, refuseProblems } from "./configuration.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";
import { settingsProblems } from "./settings.ts";

const usage = `npm run claims -- <event> [--profile <file>] [--config <folder>]

  Shows the tokens that Cognito would make of an event, before and after the trigger. The event is a name from events/ or a
  file; --profile a PROFILE row, as { "claims": { "plan": "pro" } } or as aws dynamodb get-item prints it. Nothing is called.`;

await run(async (words, environment) => {
  const { values, positionals } = readOptions(usage, { profile: { type: "string" } }, words);
  const [given, ...others] = positionals;
  if (others.length > 0) throw new SettingsError(`One event at a time.\n\n${usage}`);
  const event = readEvent(given, usage);
  const { suite } = openProject(values.config, environment);
  refuseProblems(settingsProblems(suite, {}));
  console.log(explanation(suite, event, readRow(values.profile), Math.floor(Date.now() / 1_000)).join("\n"));
});
