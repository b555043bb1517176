import { newStageCommand, openResources, readWholeNumber } from "../command.ts";

type Options = { config?: string; stage?: string; days: number; json?: boolean; table?: string };

export const command = newStageCommand(
  `Shows sign-ups, sign-ins and the number of users who signed in, by day (UTC) and app client. A day without numbers in the
table shows 0.`,
)
  .option("--days <days>", "the number of days, up to today", readWholeNumber(1, 3_650), 30)
  .option("--json", "print JSON")
  .option("--table <name>", "table; default: the stage's")
  .action(async ({ days, json = false, ...options }: Options) => {
    const resources = await openResources(options);
    const { printReport } = await import("../operate/report.ts");
    await printReport(resources, { days, json });
  });
