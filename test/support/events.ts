import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";

const folder = join(import.meta.dirname, "../../events");

export const eventNames = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ""))
  .sort();

type Changes = {
  userAttributes?: Record<string, unknown>;
  request?: object;
  clientId?: string | null;
  [field: string]: unknown;
};

/** A sample event with changes. Undefined removes a user attribute. */
export const sampleEvent = <Event extends CognitoEvent = CognitoEvent>(
  name: string,
  { userAttributes, request, clientId, ...fields }: Changes = {},
): Event => {
  const event = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
  return {
    ...event,
    ...fields,
    callerContext: { ...event.callerContext, ...(clientId !== undefined && { clientId }) },
    request: {
      ...event.request,
      ...request,
      userAttributes: Object.fromEntries(
        Object.entries({ ...event.request.userAttributes, ...userAttributes }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    },
  };
};
