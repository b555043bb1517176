import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { z } from "zod";
import { SettingsError } from "../src/errors.ts";
import { stageSchema } from "./stage-schema.ts";
import { suiteSchema } from "./suite-schema.ts";

const problemsOf = (file: string, schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map(
          (key) => `${file}: ${[...issue.path, key].join(".")}: no such setting; remove it or correct its name`,
        )
      : [`${file}: ${issue.path.join(".")}: ${issue.message}`],
  );
};

/** All that is wrong in the settings, one line each: file, setting, fix. */
export const settingsProblems = (suite: unknown, stages: Record<string, unknown>): string[] => [
  ...problemsOf("suite.config.ts", suiteSchema, suite),
  ...Object.entries(stages).flatMap(([stage, settings]) =>
    problemsOf(`config/${stage}.yml`, stageSchema(stage), settings),
  ),
];

/** The settings of every stage that has a file in config/. */
export const readStages = async (): Promise<Record<string, unknown>> => {
  const files = (await readdir("config")).filter((file) => file.endsWith(".yml"));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.slice(0, -".yml".length), parse(await readFile(`config/${file}`, "utf8"))]),
    ),
  );
};

/** @throws SettingsError naming everything that is wrong at once. */
export const checkSettings = async (suite: unknown): Promise<void> => {
  const problems = settingsProblems(suite, await readStages());
  if (problems.length > 0)
    throw new SettingsError(`Settings to correct:\n${problems.map((line) => `  ${line}`).join("\n")}`);
};
