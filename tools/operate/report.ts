import type { Project } from "../../schema/read.ts";
import { daysUntil } from "../../src/rules/people/activity.ts";
import { drawProgressBar, openTerminalProgress } from "../progress.ts";
import { readDayNumbers } from "./day-numbers.ts";
import type { StageResources } from "./place.ts";
import { formatReport } from "./report-table.ts";

/** Prints the numbers of the last days, up to today. */
export const printReport = async (
  { stage, table, project }: Pick<StageResources, "stage" | "table"> & { project: Project },
  { days, json }: { days: number; json: boolean },
): Promise<void> => {
  const { show, clear } = openTerminalProgress(project.environment);
  const numbers = await readDayNumbers(table, daysUntil(Date.now(), days), (read) =>
    show(`${drawProgressBar(read, days)} of ${days} days`),
  ).finally(clear);
  if (json) console.log(JSON.stringify({ stage, days: numbers }, undefined, 2));
  else console.log([`Stage ${stage}, days in UTC`, "", ...formatReport(numbers)].join("\n").trimEnd());
};
