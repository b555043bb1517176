import type { Project } from "../../schema/read.ts";
import { daysUntil } from "../../src/rules/people/activity.ts";
import { openTerminalProgress, progressBar } from "../progress.ts";
import { dayNumbers } from "./day-numbers.ts";
import type { Place } from "./place.ts";
import { reportTable } from "./report-table.ts";

/** Prints the numbers of the last days, up to today. */
export const report = async (
  { stage, table, project }: Pick<Place, "stage" | "table"> & { project: Project },
  { days, json }: { days: number; json: boolean },
): Promise<void> => {
  const { show, clear } = openTerminalProgress(project.environment);
  const numbers = await dayNumbers(table, daysUntil(Date.now(), days), (read) =>
    show(`${progressBar(read, days)} of ${days} days`),
  ).finally(clear);
  if (json) console.log(JSON.stringify({ stage, days: numbers }, undefined, 2));
  else console.log([`Stage ${stage}, days in UTC`, "", ...reportTable(numbers)].join("\n").trimEnd());
};
