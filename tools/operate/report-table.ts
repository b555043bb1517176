import { type Activity, activities } from "../../src/rules/people/activity.ts";
import type { DayNumbers, Numbers } from "./day-numbers.ts";

const headings: Record<Activity, string> = {
  signUps: "sign-ups",
  users: "other new users",
  signIns: "sign-ins",
  uniqueUsers: "users signed in",
};

/** Aligns the first column left and numbers right. */
const alignColumns = (rows: readonly string[][]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
};

const formatNumbers = (numbers: Numbers): string[] => activities.map((activity) => String(numbers[activity]));

/** Users cannot be summed over days: a user who signs in every day is one user. */
const sumDays = (days: readonly Numbers[]): string[] =>
  activities.map((activity) =>
    activity === "uniqueUsers" ? "" : String(days.reduce((sum, numbers) => sum + numbers[activity], 0)),
  );

const formatBlock = (heading: string, days: ReadonlyArray<{ day: string } & Numbers>): string[] => [
  heading,
  ...alignColumns([
    ["day", ...activities.map((activity) => headings[activity])],
    ...days.map(({ day, ...numbers }) => [day, ...formatNumbers(numbers)]),
    ["total", ...sumDays(days)],
  ]),
  "",
];

/** A table of all days, and one for each app client with the days on which it had activity. */
export const formatReport = (days: readonly DayNumbers[]): string[] => {
  const clientIds = [...new Set(days.flatMap(({ clients }) => Object.keys(clients)))].sort();
  return [
    ...formatBlock("All app clients", days),
    ...clientIds.flatMap((clientId) =>
      formatBlock(
        `App client ${clientId}`,
        days.flatMap(({ day, clients }) => (clients[clientId] ? [{ day, ...clients[clientId] }] : [])),
      ),
    ),
  ];
};
