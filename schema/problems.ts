import { z } from "zod";
import type { Suite } from "../src/settings/suite.ts";
import { findNearestName } from "./did-you-mean.ts";
import { mustBe, type Refuse } from "./forms.ts";
import { schemaAt, settingsOf } from "./setting-list.ts";
import { stageSchema } from "./stage/schema.ts";
import { checkStageTogether } from "./stage/together.ts";
import { suiteSchema } from "./suite/schema.ts";

type Path = readonly PropertyKey[];
/** `meant` is the path of the setting whose name is misspelt. */
type Mistake = { path: Path; message: string; meant?: Path };

/** Removed settings, and the setting whose message also says to remove them. */
const removedSettings: Record<string, string> = { undottedDomains: "subAddresses" };

/** For lists, objects and other schemas without their own message. */
const describeKind: z.core.$ZodErrorMap = ({ code, expected, inst, input }) => {
  if (code !== "invalid_type") return undefined;
  const required = Object.entries(inst instanceof z.ZodObject ? inst.shape : {}).filter(([, { _zod }]) => !_zod.optin);
  const parts = required.length > 0 ? ` with ${required.map(([name]) => name).join(", ")}` : "";
  const kinds: Record<string, string> = { array: "a list", object: `an object${parts}`, record: "an object" };
  return mustBe(kinds[expected] ?? `a ${expected}`).error({ input });
};

const valueAt = (value: unknown, path: Path): unknown => path.reduce((within, key) => Object(within)[key], value);

const isAbsent = (value: unknown, path: Path): boolean => (valueAt(value, path) ?? undefined) === undefined;

const describeUnknownSetting = (root: z.core.$ZodType, value: unknown, path: Path, key: string): Mistake => {
  const schema = schemaAt(root, path);
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const absent = names.filter((name) => isAbsent(value, [...path, name]));
  const nearest = findNearestName(key, absent);
  const elsewhere = nearest ? [] : settingsOf(root).filter((setting) => setting.path.endsWith(`.${key}`));
  const meant = nearest ?? (elsewhere.length === 1 ? elsewhere[0]?.path : undefined);
  return {
    path: [...path, key],
    message: `no such setting; ${meant ? `did you mean "${meant}"?` : "remove it or correct its name"}`,
    ...(meant && { meant: nearest ? [...path, nearest] : meant.split(".") }),
  };
};

/** The mistakes of the option that was probably meant: the only one of the value's kind, or the closest. */
const findMistakesInUnion = (root: z.core.$ZodType, value: unknown, { path, errors }: z.core.$ZodIssueInvalidUnion) => {
  const union = schemaAt(root, path);
  const options = errors.flatMap((issues, at) => {
    const option = union instanceof z.ZodUnion ? union.options[at] : undefined;
    const isOfOtherKind = issues.some(
      (issue) => issue.path.length === 0 && /^invalid_(?:type|value)$/.test(issue.code),
    );
    return option && !isOfOtherKind ? [findMistakes(option, valueAt(value, path), issues)] : [];
  });
  const close = options.length === 1 ? options : options.filter((mistakes) => mistakes.length === 1);
  const named = close.filter((mistakes) => !mistakes.some(({ meant }) => meant));
  const [only, another] = named.length > 0 ? named : close;
  return another ? undefined : only?.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] }));
};

const findMistakesOf = (root: z.core.$ZodType, value: unknown, issue: z.core.$ZodIssue): Mistake[] => {
  const { path, code, message } = issue;
  if (code === "unrecognized_keys") return issue.keys.map((key) => describeUnknownSetting(root, value, path, key));
  if (code === "invalid_key") return [{ path, message: issue.issues[0]?.message ?? message }];
  return (code === "invalid_union" && findMistakesInUnion(root, value, issue)) || [{ path, message }];
};

/** One per setting. A misspelt name also makes its setting and section seem missing; those are skipped. */
const findMistakes = (root: z.core.$ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): Mistake[] => {
  const mistakes = issues.flatMap((issue) => findMistakesOf(root, value, issue));
  const isMisspelt = ({ path }: Mistake) =>
    isAbsent(value, path) && mistakes.some(({ meant }) => meant && `${meant.slice(0, path.length)}` === `${path}`);
  const isRepeated = ({ path }: Mistake) => {
    const explainedAt = removedSettings[String(path.at(-1))];
    return explainedAt !== undefined && mistakes.some((other) => other.path.at(-1) === explainedAt);
  };
  const first = new Map(mistakes.toReversed().map((mistake) => [mistake.path.join("."), mistake]));
  return mistakes.filter(
    (mistake) => first.get(mistake.path.join(".")) === mistake && !isMisspelt(mistake) && !isRepeated(mistake),
  );
};

const checkFile = <Schema extends z.ZodType>(file: string, schema: Schema, value: unknown) => {
  const { data, error } = schema.safeParse(value, { error: describeKind });
  const mistakes = findMistakes(schema, value, error?.issues ?? []);
  return {
    data,
    problems: mistakes.map(({ path, message }) => `${file}: ${path.join(".") || "the settings"}: ${message}`),
  };
};

const findStageProblems = (stage: string, file: string, raw: unknown, suite: Suite | undefined): string[] => {
  const { data, problems } = checkFile(file, stageSchema(stage), raw);
  const refuse: Refuse = (path, message) => problems.push(`${file}: ${path}: ${message}`);
  if (data && suite) checkStageTogether(data, refuse, { suite, stage, raw: Object(raw) });
  return problems;
};

/** A line for each problem: file, setting, fix. `files` are the display names of the stages' files. */
export const findSettingsProblems = (
  suite: unknown,
  stages: Record<string, unknown>,
  files: Record<string, string> = {},
): string[] => {
  const { data, problems } = checkFile("suite.config.ts", suiteSchema, suite);
  const ofStages = Object.entries(stages).flatMap(([stage, raw]) =>
    findStageProblems(stage, files[stage] ?? `config/${stage}.yml`, raw, data),
  );
  return [...problems, ...ofStages];
};
