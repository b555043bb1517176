import { readdirSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../../schema/did-you-mean.ts";
import { root } from "../../schema/folder.ts";

const folder = join(root, "events");

/** The names of the sample events in events/. */
export const listSampleEvents = (): string[] => readdirSync(folder).map((file) => file.replace(/\.json$/, ""));

export const getEventPath = (name: string): string => join(folder, `${name}.json`);

/** Says that there is no such event, and lists the events. */
export const describeUnknownEvent = (given: string | undefined, names: readonly string[], kind = "event"): string => {
  const reason = given
    ? `There is no ${kind} ${given}${didYouMean(given, names) || "."}`
    : "Name an event, such as CustomMessage_SignUp.";
  return `${reason} The events are:\n${names.map((name) => `  ${name}`).join("\n")}`;
};
