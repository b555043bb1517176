import { join } from "node:path";
import { root } from "../../schema/folder.ts";
import type { Project } from "../../schema/read.ts";
import { openTerminalProgress } from "../progress.ts";
import { isGood, runGate } from "./gate.ts";
import { gates } from "./gates.ts";
import { makeAllMails } from "./mail.ts";
import { newGateProgress } from "./progress.ts";
import { formatFindings, formatResults } from "./report.ts";
import { mostCharacters } from "./worst-case.ts";

/** Checks every mail with every gate, and prints a table and the findings. @returns whether all mails are good */
export const checkMails = async ({ suite, environment }: Project): Promise<boolean> => {
  const begun = performance.now();
  const mails = makeAllMails(suite);
  const progress = newGateProgress(openTerminalProgress(environment));
  // The spam filter and the browser are other processes, so the gates run in parallel.
  const results = await Promise.all(
    gates.map(async (gate) => progress.finish(await runGate(gate, mails, environment, progress.start(gate.name)))),
  );
  const longest = mails.reduce((a, b) => (b.html.length > a.html.length ? b : a));
  console.log(formatResults(results));
  console.log(`\n${mails.length} mails in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  console.log(`Longest: ${longest.html.length} of ${mostCharacters} safe characters (${longest.id}).`);
  for (const line of results.flatMap((result) => formatFindings(result, join(root, "src/templates"))))
    console.error(line);
  // In CI, a gate that cannot run because a browser or spam filter is missing is a failure.
  return results.every((result) => isGood(result, !environment["CI"]));
};
