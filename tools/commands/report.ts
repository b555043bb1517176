import { newStageCommand, openPlace, wholeNumber } from "../command.ts";

type Options = { config?: string; stage?: string; days: number; json?: boolean; table?: string };

export const command = newStageCommand(
  "Shows sign-ups, sign-ins and how many users signed in, by day (UTC) and app client. A day whose numbers are gone is 0.",
)
  .option("--days <days>", "how many days, up to today", wholeNumber(1, 3_650), 30)
  .option("--json", "print JSON")
  .option("--table <name>", "another table than the stage's")
  .action(async ({ days, json = false, ...options }: Options) => {
    const place = await openPlace(options);
    const { report } = await import("../operate/report.ts");
    await report(place, { days, json });
  });
