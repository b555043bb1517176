import { isGood, type Result, runGate } from "./check-mail/gate.ts";
import { gates } from "./check-mail/gates.ts";
import { matrix } from "./check-mail/mail.ts";
import { findingLines, table } from "./check-mail/table.ts";
import { mostCharacters } from "./check-messages.ts";
import { openProject, refuseProblems } from "./configuration.ts";
import { readOptions } from "./operate/options.ts";
import { run } from "./run.ts";

const usage = `npm run check:mail -- [--config <folder>]

  Holds every mail, in every language and brand, against what mail programs, readers and spam filters take.`;

/** Every gate over every mail: one table, one line per finding, and a failure for any. */
await run(async (words, environment) => {
  const begun = performance.now();
  const { values } = readOptions(usage, {}, words);
  const project = openProject(values.config, environment);
  refuseProblems(project.problems());
  const mails = matrix(project.suite);
  // The spam filter and the browser are other processes, and wait for each other as little as for us.
  const results: Result[] = await Promise.all(gates.map((gate) => runGate(gate, mails)));
  const longest = mails.reduce((a, b) => (b.html.length > a.html.length ? b : a));
  console.log(table(results));
  console.log(`\n${mails.length} mails in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  console.log(`Longest: ${longest.html.length} characters, at most ${mostCharacters} are safe (${longest.id}).`);
  for (const line of results.flatMap(findingLines)) console.error(line);
  if (!results.every((result) => isGood(result, Boolean(environment["CI"])))) process.exitCode = 1;
});
