import { resolve } from "node:path";
import { isGood, type Result, runGate } from "./check-mail/gate.ts";
import { gates } from "./check-mail/gates.ts";
import { matrix } from "./check-mail/mail.ts";
import { gateProgress } from "./check-mail/progress.ts";
import { findingLines, resultTable } from "./check-mail/report.ts";
import { mostCharacters } from "./check-messages.ts";
import { readSuite } from "./configuration.ts";
import { run } from "./run.ts";

const templates = resolve(import.meta.dirname, "../src/templates");

/** Every gate over every mail: one table, one line per finding, and a failure for any. */
await run(async () => {
  const begun = performance.now();
  const mails = matrix(readSuite());
  const progress = gateProgress(process.stderr);
  // The spam filter and the browser are other processes, and wait for each other as little as for us.
  const results: Result[] = await Promise.all(
    gates.map(async (gate) => progress.ended(await runGate(gate, mails, progress.of(gate.name)))),
  );
  const longest = mails.reduce((a, b) => (b.html.length > a.html.length ? b : a));
  console.log(resultTable(results));
  console.log(`\n${mails.length} mails in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  console.log(`Longest: ${longest.html.length} characters, at most ${mostCharacters} are safe (${longest.id}).`);
  for (const line of results.flatMap((result) => findingLines(result, templates))) console.error(line);
  if (!results.every((result) => isGood(result, Boolean(process.env["CI"])))) process.exitCode = 1;
});
