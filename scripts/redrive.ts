import { openProject } from "./configuration.ts";
import { deadMails, revive, summary } from "./operate/dead-mails.ts";
import { readLimit, readOptions } from "./operate/options.ts";
import { pace } from "./operate/pace.ts";
import { openPlace } from "./operate/place.ts";
import { run } from "./run.ts";

const usage = `npm run redrive -- --stage <stage> [--yes] [--reason <reason>] [--limit 20/s] [--table <name>]

  Owes the mails anew that were given up, once their cause is mended. Without --yes (or with --dry-run) it only shows them.`;

/** Pages of the table a second, so that reading it is no burden. */
const pagesPerSecond = 5;

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
  const project = openProject(values.config, environment);
  const limit = readLimit(values.limit);
  const { table } = await openPlace(project, values.stage, usage, { table: values.table });
  const dead = (await deadMails(table, pace(pagesPerSecond))).filter(
    ({ reason }) => values.reason === undefined || reason === values.reason,
  );
  if (dead.length === 0) {
    console.log("No mail was given up.");
    return;
  }
  for (const { kind, reason, mails } of summary(dead)) console.log(`${mails}\t${kind}\t${reason}`);
  if (values["dry-run"] || !values.yes) {
    console.log(`${dead.length} mails would be owed anew. To do so: --yes.`);
    return;
  }
  const turn = pace(limit);
  let owed = 0;
  for (const mail of dead) {
    await turn();
    if (await revive(table)(mail, Date.now())) owed += 1;
  }
  console.log(`${owed} mails are owed anew. The next sweep, within a minute, begins to send them.`);
});
