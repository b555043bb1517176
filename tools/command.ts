import { Command, InvalidArgumentError } from "commander";
import { chooseStage } from "../schema/choose-stage.ts";
import type { Environment } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { parseMailAddress } from "../src/rules/sign-up/mail-address.ts";
import { SettingsError } from "../src/runtime/errors.ts";

/** A command with --config, and with a hint after a wrong option. */
export const newCommand = (description: string): Command =>
  new Command()
    // Line breaks within a paragraph are the source's; help has its own.
    .description(description.replaceAll(/(?<!\n)\n(?!\n)/g, " "))
    .option("--config <folder>", "read the settings from this folder, such as samples/saas")
    .showHelpAfterError(getHelpHint(process.env));

export const newStageCommand = (description: string, defaultStage?: string): Command =>
  newCommand(description).option("-s, --stage <stage>", "the stage to work on, such as dev", defaultStage);

/** Compiles the templates, then opens the settings. Import modules that need the compiled output after this. */
export const openProject = async ({ config }: { config?: string }): Promise<Project> => {
  const { buildOutput } = await import("./build/output.ts");
  await buildOutput();
  performance.mark("built");
  const { openProject } = await import("../schema/read.ts");
  return openProject(config, process.env);
};

/** Opens the settings, and the table and user pool of the stage with your AWS credentials. */
export const openResources = async (options: { config?: string; stage?: string; table?: string }) => {
  const project = await openProject(options);
  const { openResources } = await import("./operate/place.ts");
  return { project, ...openResources(project, chooseStage(project.stages, options.stage), options.table) };
};

/** Opens the settings and checks them. @throws SettingsError with a line for each mistake */
export const openCheckedProject = async (options: { config?: string }): Promise<Project> => {
  const project = await openProject(options);
  const { throwProblems } = await import("../schema/read.ts");
  throwProblems(project.problems());
  return project;
};

/** @throws SettingsError with this message, which is shown without a stack trace */
export const refuse = (message: string): never => {
  throw new SettingsError(message);
};

/** All stages except `local`, which runs on this machine. */
export const listDeployedStages = ({ stages }: Project): string[] => stages.filter((name) => name !== "local");

export const readWholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };

/** Reads a rate per second: `20` or `20/s`. */
export const readPerSecond = (text: string): number => {
  const [, number] = /^(\d{1,4})(?:\/s)?$/.exec(text) ?? [];
  if (Number(number) > 0) return Number(number);
  throw new InvalidArgumentError("Write a rate per second, such as 20/s.");
};

/** Reads a user's sub. A mistyped sub would match no user, and the command would report success. */
export const readSub = (text: string): string => {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError("Not a sub. A sub is a UUID, such as 8a0e2c4e-5b7d-4f0a-9c1e-2d3f4a5b6c7d.");
};

/** Adds an email address to an option that may be repeated. */
export const collectEmailAddresses = (text: string, earlier: string[] = []): string[] => {
  if (parseMailAddress(text)) return [...earlier, text];
  throw new InvalidArgumentError("Write an email address, such as ada@example.com.");
};

/** Adds a value to an option that may be repeated. */
export const collectValues = (text: string, earlier: string[] = []): string[] => [...earlier, text];

/** The npm script that runs the command; undefined if npx or node runs it. */
const findNpmScript = (environment: Environment): string | undefined => {
  const script = environment["npm_lifecycle_event"];
  return script === "npx" ? undefined : script;
};

/** The line that follows a message about a wrong option. */
const getHelpHint = (environment: Environment): string =>
  `Add --help to list the options.${findNpmScript(environment) ? " With npm run, write -- before the options." : ""}`;

/** npm has these options itself, and .npmrc may set them. */
const npmOptions = ["--json", "--yes", "--dry-run"];

/**
 * In `npm run report --stage dev`, npm takes the option for its own: it sets an environment variable and passes only
 * the value on. https://docs.npmjs.com/cli/v11/commands/npm-run
 * @throws SettingsError that says how to write the command; only prints that for an option of npm's own
 */
export const refuseOptionsTakenByNpm = (
  { options }: Pick<Command, "options">,
  words: readonly string[],
  environment: Environment,
): void => {
  const script = findNpmScript(environment);
  if (!script) return;
  const left = [...words];
  const findTaken = (areOfNpm: boolean): string[] =>
    options.flatMap(({ long, required }) => {
      if (!long || npmOptions.includes(long) !== areOfNpm) return [];
      const value = environment[`npm_config_${long.slice(2).replaceAll("-", "_")}`];
      if (!value || words.some((word) => word === long || word.startsWith(`${long}=`))) return [];
      return [required ? `${long} ${value === "true" ? (left.shift() ?? "…") : value}` : long];
    });
  const describe = (taken: readonly string[], verb: string): string =>
    `npm ${verb} ${taken.join(" and ")} for itself. Write -- before the options: ${["npm run", script, "--", ...left, ...taken].join(" ")}`;
  const taken = findTaken(false);
  if (taken.length > 0) throw new SettingsError(describe(taken, "kept"));
  const perhaps = findTaken(true);
  if (perhaps.length > 0) console.error(describe(perhaps, "may have kept"));
};
