#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { refuseOptionsTakenByNpm } from "./command.ts";
import { printFailure } from "./failure.ts";

type CommandEntry = { summary: string; load: () => Promise<{ command: Command }> };

/** Every command, by group. Only the command that is called is loaded. */
const groups: Record<string, Record<string, CommandEntry>> = {
  "Try:": {
    start: { summary: "run the whole suite on this machine", load: () => import("./commands/start.ts") },
    preview: { summary: "show every mail, and update it on every save", load: () => import("./commands/preview.ts") },
    invoke: { summary: "invoke a trigger with a sample event", load: () => import("./commands/invoke.ts") },
  },
  "Check:": {
    build: {
      summary: "compile emails, words and pages, and check all settings",
      load: () => import("./commands/build.ts"),
    },
    mails: {
      summary: "check every email for clients, accessibility and spam filters",
      load: () => import("./commands/mails.ts"),
    },
    doctor: { summary: "check a stage before you deploy it", load: () => import("./commands/doctor.ts") },
  },
  "Ship:": {
    package: { summary: "package a stage offline, without deploying it", load: () => import("./commands/package.ts") },
    deploy: { summary: "deploy a stage", load: () => import("./commands/deploy.ts") },
    attach: { summary: "attach the triggers to an existing user pool", load: () => import("./commands/attach.ts") },
  },
  "Look after:": {
    report: { summary: "show sign-ups and sign-ins by day", load: () => import("./commands/report.ts") },
    claims: { summary: "show the claims of a token, or set a user's", load: () => import("./commands/claims.ts") },
    invite: { summary: "invite an email address to sign up", load: () => import("./commands/invite.ts") },
    redrive: { summary: "send mails again that were given up", load: () => import("./commands/redrive.ts") },
    backfill: { summary: "write profiles for the users of a pool", load: () => import("./commands/backfill.ts") },
    forget: { summary: "delete all rows of a user", load: () => import("./commands/forget.ts") },
  },
};

const [first, second] = process.argv.slice(2);
// `suite help report` is `suite report --help`. Commander would drop a --, which the commands read.
const given = first === "help" && second ? [second, "--help"] : process.argv.slice(2);

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
  version: string;
};

const suite = new Command("suite")
  .description("Tries, checks, deploys and looks after the Cognito trigger suite.")
  .usage("<command> [options]")
  .version(version)
  .configureHelp({ subcommandTerm: (command) => command.name() })
  .helpCommand("help [command]", "show a command's options")
  .addHelpText("after", "\nnpx suite <command> --help shows a command's options.");

for (const [group, commands] of Object.entries(groups)) {
  suite.commandsGroup(group);
  for (const [name, { summary, load }] of Object.entries(commands))
    suite
      .command(name)
      .description(summary)
      .argument("[words...]")
      .usage("[options]")
      .allowUnknownOption()
      .helpOption(false)
      .action(async () => {
        const words = given.slice(1);
        const { command } = await load();
        command.name(`suite ${name}`).version(version);
        refuseOptionsTakenByNpm(command, words, process.env);
        await command.parseAsync(words, { from: "user" });
      });
}

try {
  await suite.parseAsync(given, { from: "user" });
} catch (error) {
  printFailure(error);
}
