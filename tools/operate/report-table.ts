import { type Activity, activities } from "../../src/rules/people/activity.ts";
import type { DayNumbers, Numbers } from "./day-numbers.ts";

const headings: Record<Activity, string> = {
  signUps: "sign-ups",
  users: "other new users",
  signIns: "sign-ins",
  uniqueUsers: "people signed in",
};

/** Lines of columns, the first to the left and numbers to the right. */
const aligned = (rows: readonly string[][]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
};

const cells = (numbers: Numbers): string[] => activities.map((activity) => String(numbers[activity]));

/** People cannot be added up over days: whoever comes every day is one person. */
const total = (days: readonly Numbers[]): string[] =>
  activities.map((activity) =>
    activity === "uniqueUsers" ? "" : String(days.reduce((sum, numbers) => sum + numbers[activity], 0)),
  );

const block = (heading: string, days: ReadonlyArray<{ day: string } & Numbers>): string[] => [
  heading,
  ...aligned([
    ["day", ...activities.map((activity) => headings[activity])],
    ...days.map(({ day, ...numbers }) => [day, ...cells(numbers)]),
    ["together", ...total(days)],
  ]),
  "",
];

/** The numbers for the eye: all days for everybody, then of each app client the days on which it had any. */
export const reportTable = (days: readonly DayNumbers[]): string[] => {
  const clientIds = [...new Set(days.flatMap(({ clients }) => Object.keys(clients)))].sort();
  return [
    ...block("All app clients", days),
    ...clientIds.flatMap((clientId) =>
      block(
        `App client ${clientId}`,
        days.flatMap(({ day, clients }) => (clients[clientId] ? [{ day, ...clients[clientId] }] : [])),
      ),
    ),
  ];
};
