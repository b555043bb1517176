import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import type { Project } from "../../schema/read.ts";
import { openTerminalProgress } from "../progress.ts";
import { isGood, runGate } from "./gate.ts";
import { gates } from "./gates.ts";
import { makeAllMails } from "./mail.ts";
import { gateProgress } from "./progress.ts";
import { findingLines, resultTable } from "./report.ts";
import { mostCharacters } from "./worst-case.ts";

/** Every gate over every mail: prints a table, and a line for each finding; answers whether all is well. */
export const checkMails = async ({ suite, environment }: Project): Promise<boolean> => {
  const begun = performance.now();
  const mails = makeAllMails(suite);
  const progress = gateProgress(openTerminalProgress(environment));
  // The spam filter and the browser are other processes, and wait for each other as little as for us.
  const results = await Promise.all(
    gates.map(async (gate) => progress.ended(await runGate(gate, mails, progress.of(gate.name)))),
  );
  const longest = mails.reduce((a, b) => (b.html.length > a.html.length ? b : a));
  console.log(resultTable(results));
  console.log(`\n${mails.length} mails in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  console.log(`Longest: ${longest.html.length} characters, at most ${mostCharacters} are safe (${longest.id}).`);
  for (const line of results.flatMap((result) => findingLines(result, join(root, "src/templates"))))
    console.error(line);
  // In a CI a gate that cannot run, for want of a browser or a spam filter, is a failure.
  return results.every((result) => isGood(result, Boolean(environment["CI"])));
};
