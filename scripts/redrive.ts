import { openProject } from "./configuration.ts";
import { redrive } from "./operate/dead-mails.ts";
import { readLimit, readOptions } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run redrive -- --stage <stage> [--yes] [--reason <reason>] [--limit 20/s] [--table <name>]

  Owes the mails anew that were given up, once their cause is mended. Without --yes (or with --dry-run) it only shows them.`;

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
      reason: { type: "string" },
      limit: { type: "string", default: "20/s" },
      table: { type: "string" },
    },
    words,
  );
  const perSecond = readLimit(values.limit);
  const { table } = await openPlace(openProject(values.config, environment), values.stage, usage, {
    table: values.table,
  });
  const dryRun = values["dry-run"] || !values.yes;
  await redrive(table, { reason: values.reason, perSecond, dryRun }, console.log);
});
