import { Command, InvalidArgumentError } from "commander";
import { didYouMean } from "../schema/did-you-mean.ts";
import type { Environment } from "../schema/folder.ts";
import type { Project } from "../schema/read.ts";
import { parseMailAddress } from "../src/rules/sign-up/mail-address.ts";
import { SettingsError } from "../src/runtime/errors.ts";

/** A command with what all of them have: --config, and a hint after a wrong option. */
export const newCommand = (description: string): Command =>
  new Command()
    .description(description)
    .option("--config <folder>", "read the settings of this folder, such as samples/saas")
    .showHelpAfterError(hint(process.env));

/** A command that works on a stage: the one that is named, else the usual one if it has one. */
export const newStageCommand = (description: string, usual?: string): Command =>
  newCommand(description).option("--stage <stage>", "the stage to work on, such as dev", usual);

/** Builds what src is compiled from, then opens the settings. What builds or reads src is loaded after this. */
export const openProject = async ({ config }: { config?: string }): Promise<Project> => {
  const { buildOutput } = await import("./build/output.ts");
  await buildOutput();
  performance.mark("built");
  const { openProject } = await import("../schema/read.ts");
  return openProject(config, process.env);
};

/** The settings, and the table and pool of the stage that was named, with your own AWS credentials. */
export const openPlace = async (options: { config?: string; stage?: string; table?: string }) => {
  const project = await openProject(options);
  const { openPlace } = await import("./operate/place.ts");
  return { project, ...openPlace(project, chooseStage(project.stages, options.stage), options.table) };
};

/** The settings, checked. @throws SettingsError with a line for each mistake */
export const openCheckedProject = async (options: { config?: string }): Promise<Project> => {
  const project = await openProject(options);
  const { throwProblems: refuseProblems } = await import("../schema/read.ts");
  refuseProblems(project.problems());
  return project;
};

/** The stage that was named. @throws SettingsError that lists the stages */
export const chooseStage = (stages: readonly string[], given: string | undefined): string => {
  if (given !== undefined && stages.includes(given)) return given;
  const reason = given === undefined ? "Name a stage with --stage" : `There is no stage "${given}" for this command`;
  const meant = given === undefined ? "" : didYouMean(given, stages);
  throw new SettingsError(`${reason}${meant || `; the stages are ${stages.join(", ")}`}`);
};

/** Refuses what was typed, in words. @throws SettingsError */
export const refuse = (message: string): never => {
  throw new SettingsError(message);
};

/** Stages that are deployed: all but the one on this machine. */
export const deployedStages = ({ stages }: Project): string[] => stages.filter((name) => name !== "local");

/** Reads a whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };

/** Reads how many a second: `20` or `20/s`. */
export const perSecond = (text: string): number => {
  const [, number] = /^(\d{1,4})(?:\/s)?$/.exec(text) ?? [];
  if (Number(number) > 0) return Number(number);
  throw new InvalidArgumentError("Write how many a second, such as 20/s.");
};

/** Reads a user's sub. A mistyped one would find nobody, and report success. */
export const sub = (text: string): string => {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError("Not a sub. A sub is a UUID, such as 8a0e2c4e-5b7d-4f0a-9c1e-2d3f4a5b6c7d.");
};

/** Collects an option that may be given more than once, with an email address. */
export const emailAddresses = (text: string, earlier: string[] = []): string[] => {
  if (parseMailAddress(text)) return [...earlier, text];
  throw new InvalidArgumentError("Write an email address, such as ada@example.com.");
};

/** Collects an option that may be given more than once. */
export const collect = (text: string, earlier: string[] = []): string[] => [...earlier, text];

/** Whether an npm script runs the command, and not npx or node. */
const scriptOf = (environment: Environment): string | undefined => {
  const script = environment["npm_lifecycle_event"];
  return script === "npx" ? undefined : script;
};

/** What a wrong option is answered with, after the nearest right one. */
export const hint = (environment: Environment): string =>
  `Add --help to see what it takes.${scriptOf(environment) ? " In npm run, write -- before the options." : ""}`;

/** Options of npm's own, which may stand in anybody's .npmrc. */
const ofNpm = ["--json", "--yes", "--dry-run"];

/**
 * `npm run report --stage dev` loses its option: npm takes it for one of its own, and leaves it in the environment and its
 * value among the words. https://docs.npmjs.com/cli/v11/commands/npm-run
 * @throws SettingsError that says how to write it
 */
export const explainSwallowed = (
  { options }: Pick<Command, "options">,
  words: readonly string[],
  environment: Environment,
): void => {
  const script = scriptOf(environment);
  if (!script) return;
  const left = [...words];
  const taken = options.flatMap(({ long, required }) => {
    if (!long || ofNpm.includes(long)) return [];
    const value = environment[`npm_config_${long.slice(2).replaceAll("-", "_")}`];
    if (!value || words.some((word) => word === long || word.startsWith(`${long}=`))) return [];
    return [required ? `${long} ${value === "true" ? (left.shift() ?? "…") : value}` : long];
  });
  if (taken.length === 0) return;
  const line = ["npm run", script, "--", ...left, ...taken].join(" ");
  throw new SettingsError(`npm kept ${taken.join(" and ")} for itself. Write -- before the options: ${line}`);
};
