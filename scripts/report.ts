import { SettingsError } from "../src/errors.ts";
import { daysUntil } from "../src/rules/activity.ts";
import { openProject } from "./configuration.ts";
import { dayNumbers } from "./operate/day-numbers.ts";
import { readOptions } from "./operate/options.ts";
import { openPlace } from "./operate/place.ts";
import { reportTable } from "./operate/report-table.ts";
import { isWatched, openProgress, progressBar } from "./progress.ts";
import { run } from "./run.ts";

const usage = `npm run report -- --stage <stage> [--days 30] [--json] [--table <name>]

  Sign-ups, sign-ins and how many people signed in, by day (UTC) and app client. Days that are no longer kept are 0.`;

const mostDays = 3_650;

await run(async (words, environment) => {
  const { values } = readOptions(
    usage,
    {
      stage: { type: "string" },
      days: { type: "string", default: "30" },
      json: { type: "boolean", default: false },
      table: { type: "string" },
    },
    words,
  );
  const wanted = /^\d{1,4}$/.test(values.days) ? Number(values.days) : 0;
  if (wanted < 1 || wanted > mostDays)
    throw new SettingsError(`--days ${values.days}: give a whole number from 1 to ${mostDays}.\n\n${usage}`);
  const { stage, table } = await openPlace(openProject(values.config, environment), values.stage, usage, {
    table: values.table,
  });
  const { show, clear } = openProgress(process.stderr, isWatched(process.stderr, environment));
  const days = await dayNumbers(table, daysUntil(Date.now(), wanted), (read) =>
    show(`${progressBar(read, wanted)} of ${wanted} days`),
  ).finally(clear);
  if (values.json) console.log(JSON.stringify({ stage, days }, undefined, 2));
  else console.log([`Stage ${stage}, days in UTC`, "", ...reportTable(days)].join("\n").trimEnd());
});
