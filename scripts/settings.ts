import type { z } from "zod";
import type { Suite } from "../src/settings.ts";
import { problemsTogether } from "./stage/together.ts";
import { stageSchema } from "./stage-schema.ts";
import { suiteSchema } from "./suite-schema.ts";

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "names and values",
  record: "names and values",
};

/** What a schema says without words of its own about a value of another kind, or about none. */
const wrongKind = ({ code, message, ...issue }: z.core.$ZodIssue): string | undefined => {
  const kind = kinds["expected" in issue ? issue.expected : ""];
  if (code !== "invalid_type" || !kind || !message.startsWith("Invalid input")) return undefined;
  return message.endsWith("undefined") ? `missing; give ${kind}` : `give ${kind}`;
};

/** A name that is none says why in an issue of its own. */
const reasonOf = (issue: z.core.$ZodIssue): string =>
  (issue.code === "invalid_key" && issue.issues[0]?.message) || wrongKind(issue) || issue.message;

/** A file without any settings has no name to call. */
const placeOf = (file: string, { path }: z.core.$ZodIssue): string =>
  path.length === 0 ? `${file}: the settings` : `${file}: ${path.join(".")}`;

const problemsOf = (file: string, schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map(
          (key) => `${file}: ${[...issue.path, key].join(".")}: no such setting; remove it or correct its name`,
        )
      : [`${placeOf(file, issue)}: ${reasonOf(issue)}`],
  );
};

const problemsOfStage = (stage: string, file: string, raw: unknown, suite: unknown): string[] => {
  const { data, error } = stageSchema(stage).safeParse(raw);
  if (error) return problemsOf(file, stageSchema(stage), raw);
  const checked = suiteSchema.safeParse(suite);
  if (!checked.success) return [];
  const surroundings = { suite: suite as Suite, stage, raw: raw as Record<string, unknown> };
  return problemsTogether(data, surroundings).map(({ path, message }) => `${file}: ${path}: ${message}`);
};

/** All that is wrong in the settings, one line each: file, setting, fix. `files` says how to call a stage's file. */
export const settingsProblems = (
  suite: unknown,
  stages: Record<string, unknown>,
  files: Record<string, string> = {},
): string[] => [
  ...problemsOf("suite.config.ts", suiteSchema, suite),
  ...Object.entries(stages).flatMap(([stage, raw]) =>
    problemsOfStage(stage, files[stage] ?? `config/${stage}.yml`, raw, suite),
  ),
];
