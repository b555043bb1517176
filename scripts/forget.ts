import { SettingsError } from "../src/errors.ts";
import { mailAddress } from "../src/rules/mail-address.ts";
import { openProject } from "./configuration.ts";
import { forget } from "./operate/forget-rows.ts";
import { readOptions, readSub } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run forget -- <sub> [--stage <stage>] [--dry-run] [--address <mail>] [--table <name>]

  Deletes all that the table has of a person. Delete them in the user pool first: a sign-in would write a row again.
  The table knows the address of today, the one before, and those that nobody was told of yet; name others that they had
  earlier, each with --address. An address that they never proved keeps its invitation, for it may be somebody else's:
  npm run invite -- <mail> --revoke takes it back.`;

await run(async (words, environment) => {
  const { values, positionals } = readOptions(
    usage,
    {
      stage: { type: "string", default: "local" },
      "dry-run": { type: "boolean", default: false },
      address: { type: "string", multiple: true, default: [] },
      table: { type: "string" },
    },
    words,
  );
  const [given, ...others] = positionals;
  if (others.length > 0) throw new SettingsError(`Name one person by their sub.\n\n${usage}`);
  const sub = readSub(given, usage);
  const wrong = values.address.find((text) => !mailAddress(text));
  if (wrong !== undefined) throw new SettingsError(`--address ${wrong} is no mail address.\n\n${usage}`);
  const project = openProject(values.config, environment);
  const { stage, table } = await openPlace(project, values.stage, usage, { table: values.table });
  const work = { stage, table, suite: project.suite, sub, addresses: values.address, dryRun: values["dry-run"] };
  await forget(work, console.log);
});
