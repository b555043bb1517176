import { resolve } from "node:path";
import { checkMails } from "./check-mail/check-mails.ts";
import { readSuite } from "./configuration.ts";
import { run } from "./run.ts";

const templates = resolve(import.meta.dirname, "../src/templates");

await run(async () => {
  const everythingHasToRun = Boolean(process.env["CI"]);
  // Nobody watches the log of a CI.
  const terminal = {
    write: (text: string) => process.stderr.write(text),
    isTTY: process.stderr.isTTY && !everythingHasToRun,
  };
  if (!(await checkMails(readSuite(), { templates, terminal, everythingHasToRun }))) process.exitCode = 1;
});
