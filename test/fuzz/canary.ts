import { inspect } from "node:util";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { eventNames, sampleEvent } from "../support/events.ts";
import type { Fate } from "./world.ts";

// Powertools reads these once, when it is loaded. Debug logs must not contain personal data either.
Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: "DEBUG", POWERTOOLS_METRICS_DISABLED: "false" });

/** The prefix of every text that must not leave a handler. */
export const canary = "canary7f3a";

/** The ID of a mail to a user whose `sub` is a canary. */
const inAnId = Buffer.from(`USER#${canary}`).toString("base64url");

/** Whether a line, an error or a metric contains a canary. */
export const hasCanary = (line: string): boolean => line.includes(canary) || line.includes(inAnId);

let born = 0;
export const newCanary = () => {
  born += 1;
  return `${canary}x${born}`;
};

const attributeNames = [
  ..."given_name family_name name nickname locale custom:locale phone_number custom:agentName identities".split(" "),
  ..."preferred_username address birthdate cognito:email_alias custom:role".split(" "),
];

/** The names of the sample events of a trigger. */
export const namesOf = (prefix: string) => eventNames.filter((name) => name.startsWith(prefix));

/** An event with canaries for all texts of the user, caller and code. One of three has no email address. */
export const newCanaryEvent = (name: string, turn: number): CognitoEvent => {
  const event = sampleEvent(name, { userName: newCanary() });
  const attributes = Object.fromEntries(attributeNames.map((attribute) => [attribute, newCanary()]));
  const email = turn % 3 === 0 ? newCanary() : `${newCanary()}@${newCanary()}.example`;
  const clientMetadata = { locale: newCanary(), redirectUrl: newCanary(), token: newCanary() };
  return {
    ...event,
    callerContext: { ...event.callerContext, ipAddress: newCanary() } as CognitoEvent["callerContext"],
    request: {
      ...event.request,
      userContextData: { ipAddress: newCanary(), encodedData: newCanary() },
      userAttributes: { ...attributes, sub: newCanary(), email, email_verified: "true" },
      clientMetadata,
      validationData: clientMetadata,
      codeParameter: turn % 2 === 0 ? "{####}" : newCanary(),
      linkParameter: newCanary(),
      usernameParameter: turn % 5 === 0 ? newCanary() : "{username}",
      newDeviceUsed: turn % 2 === 0,
      groupConfiguration: { groupsToOverride: [newCanary()] },
      // A forged event: its error must not contain personal data either.
      ...(turn % 7 === 0 && {
        userAttributes: { toString: newCanary(), email: { toString: newCanary() }, sub: newCanary() },
      }),
    } as CognitoEvent["request"],
    ...(turn % 11 === 0 && { callerContext: undefined as never }),
  };
};

/** An error like AWS's, which quotes the input. */
export const newQuotingError = (): Error =>
  Object.assign(new Error(`Item ${newCanary()}\n    at ${newCanary()} (file:1:1)\nis not valid: ${newCanary()}`), {
    name: "ValidationException",
    $metadata: { httpStatusCode: 400, requestId: "r1" },
    item: { email: newCanary() },
  });

/** A row of canaries, including claims. Its texts may be in claims, but not in logs. */
export const newCanaryRow = () => ({
  userName: { S: newCanary() },
  email: { S: newCanary() },
  claims: { M: { plan: { S: newCanary() }, tenant: { M: { x: { S: newCanary() } } } } },
});

const fates: readonly Fate[][] = [[], ["fails"], ["answers", "fails", "fails"], ["fails", "fails", "fails", "fails"]];
export const fatesOf = (turn: number): readonly Fate[] => fates[turn % fates.length] ?? [];

/** Passes all output to standard output, standard error and the console to `heard` while `work` runs. */
export const listen = async (work: () => Promise<void>, heard: (text: string) => void): Promise<void> => {
  const streams = [process.stdout, process.stderr];
  const writers = streams.map((stream) => stream.write);
  const names = ["log", "info", "warn", "error", "debug"] as const;
  const spoken = names.map((name) => console[name]);
  for (const stream of streams)
    stream.write = ((text: string | Uint8Array) => {
      heard(typeof text === "string" ? text : Buffer.from(text).toString());
      return true;
    }) as typeof stream.write;
  for (const name of names)
    console[name] = (...words) =>
      heard(words.map((word) => (typeof word === "string" ? word : inspect(word))).join(" "));
  try {
    await work();
  } finally {
    streams.forEach((stream, index) => {
      stream.write = writers[index] as typeof stream.write;
    });
    names.forEach((name, index) => {
      console[name] = spoken[index] as typeof console.log;
    });
  }
};
