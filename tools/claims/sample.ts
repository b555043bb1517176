import { existsSync, readdirSync, readFileSync } from "node:fs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { project } from "../../local/settings.ts";
import type { ServerFields } from "../../src/rules/tokens/token-facts.ts";
import { machineSource, personSources } from "../../src/rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { SettingsError } from "../../src/runtime/errors.ts";

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SettingsError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
};

/** An event of pre token generation: a file, or a name from events/. @throws SettingsError that lists the names. */
export const readEvent = (given: string): PreTokenGenerationEvent => {
  const folder = `${project}/events`;
  const names = readdirSync(folder).flatMap((file) => /^(PreTokenGeneration.*)\.json$/.exec(file)?.[1] ?? []);
  const file = names.includes(given) ? `${folder}/${given}.json` : given;
  if (!existsSync(file))
    throw new SettingsError(
      `There is no event and no file ${given}. The events are:\n${names.map((name) => `  ${name}`).join("\n")}`,
    );
  const event = readJson(file) as PreTokenGenerationEvent | null;
  const sources = [...personSources, machineSource];
  if (!event?.request || !event.callerContext || !sources.includes(event.triggerSource))
    throw new SettingsError(
      `${file} is no event of the pre token generation trigger: its triggerSource is one of ${sources.join(", ")}, and it has callerContext and request.`,
    );
  return event;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A PROFILE row: as the suite reads it, or as `aws dynamodb get-item` prints it. @throws SettingsError for anything else. */
export const readRow = (file: string | undefined): ServerFields | undefined => {
  if (file === undefined) return undefined;
  const content = readJson(file);
  const row = isObject(content) && isObject(content["Item"]) ? unmarshall(content["Item"] as never) : content;
  if (!isObject(row) || !["claims", "createdAt", "confirmedAt"].some((field) => Object.hasOwn(row, field)))
    throw new SettingsError(
      `${file} is no PROFILE row. Write { "claims": { "plan": "pro" }, "createdAt": 1764547200000 }, or what aws dynamodb get-item prints.`,
    );
  return row;
};
