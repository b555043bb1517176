import { existsSync, readFileSync } from "node:fs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { isObject } from "../../schema/is-object.ts";
import type { ServerFields } from "../../src/rules/tokens/token-facts.ts";
import { machineSource, personSources } from "../../src/rules/tokens/token-sources.ts";
import type { PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { describeUnknownEvent, getEventPath, listSampleEvents } from "../events/sample-events.ts";

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SettingsError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
};

/** Reads a pre token generation event from a file or from events/. @throws SettingsError that lists the names */
export const readEvent = (given: string): PreTokenGenerationEvent => {
  const names = listSampleEvents().filter((name) => name.startsWith("PreTokenGeneration"));
  const file = names.includes(given) ? getEventPath(given) : given;
  if (!existsSync(file)) throw new SettingsError(describeUnknownEvent(given, names, "event or file"));
  const event = readJson(file) as PreTokenGenerationEvent | null;
  const sources = [...personSources, machineSource];
  if (!event?.request || !event.callerContext || !sources.includes(event.triggerSource))
    throw new SettingsError(
      `${file} is not a pre token generation event. It needs callerContext, request, and a triggerSource that is one of ${sources.join(", ")}.`,
    );
  return event;
};

/** Reads a PROFILE row as the suite reads it, or as `aws dynamodb get-item` prints it. @throws SettingsError */
export const readRow = (file: string | undefined): ServerFields | undefined => {
  if (file === undefined) return undefined;
  const content = readJson(file);
  const row = isObject(content) && isObject(content["Item"]) ? unmarshall(content["Item"] as never) : content;
  if (!isObject(row) || !["claims", "createdAt", "confirmedAt"].some((field) => Object.hasOwn(row, field)))
    throw new SettingsError(
      `${file} is not a PROFILE row. Write { "claims": { "plan": "pro" }, "createdAt": 1764547200000 }, or the output of aws dynamodb get-item.`,
    );
  return row;
};
