import type { CognitoEvent } from "../../src/cognito-event.ts";
import { eventNames, sampleEvent } from "./events.ts";
import type { Fate } from "./oracle-world.ts";

/** The beginning of every text that must never leave a handler. */
export const canary = "canary7f3a";

let born = 0;
const newCanary = () => {
  born += 1;
  return `${canary}x${born}`;
};

const attributeNames = [
  ..."given_name family_name name nickname locale custom:locale phone_number custom:agentName identities".split(" "),
  ..."preferred_username address birthdate cognito:email_alias custom:role".split(" "),
];

/** The names of the sample events of a trigger. */
export const namesOf = (prefix: string) => eventNames.filter((name) => name.startsWith(prefix));

/** An event whose every text of a person, caller or code is a canary; one of three has no mail address at all. */
export const canaryEvent = (name: string, turn: number): CognitoEvent => {
  const event = sampleEvent(name, { userName: newCanary() });
  const attributes = Object.fromEntries(attributeNames.map((attribute) => [attribute, newCanary()]));
  const email = turn % 3 === 0 ? newCanary() : `${newCanary()}@${newCanary()}.example`;
  const clientMetadata = { locale: newCanary(), redirectUrl: newCanary(), token: newCanary() };
  return {
    ...event,
    request: {
      ...event.request,
      userAttributes: { ...attributes, sub: newCanary(), email, email_verified: "true" },
      clientMetadata,
      validationData: clientMetadata,
      codeParameter: turn % 2 === 0 ? "{####}" : newCanary(),
      linkParameter: newCanary(),
      usernameParameter: turn % 5 === 0 ? newCanary() : "{username}",
      newDeviceUsed: turn % 2 === 0,
      groupConfiguration: { groupsToOverride: [newCanary()] },
      // A forged event; what breaks a handler must not tell of it either.
      ...(turn % 7 === 0 && {
        userAttributes: { toString: newCanary(), email: { toString: newCanary() }, sub: newCanary() },
      }),
    } as CognitoEvent["request"],
    ...(turn % 11 === 0 && { callerContext: undefined as never }),
  };
};

/** An error as AWS makes them, which quotes what it was given. */
export const tellTale = (): Error =>
  Object.assign(new Error(`Item ${newCanary()}\n    at ${newCanary()} (file:1:1)\nis not valid: ${newCanary()}`), {
    name: "ValidationException",
    $metadata: { httpStatusCode: 400, requestId: "r1" },
    item: { email: newCanary() },
  });

/** A row whose every value is a canary, claims included; its texts come out as claims, but in no log. */
export const canaryRow = () => ({
  userName: { S: newCanary() },
  email: { S: newCanary() },
  claims: { M: { plan: { S: newCanary() }, tenant: { M: { x: { S: newCanary() } } } } },
});

const fates: readonly Fate[][] = [[], ["fails"], ["answers", "fails", "fails"], ["fails", "fails", "fails", "fails"]];
export const fatesOf = (turn: number): readonly Fate[] => fates[turn % fates.length] ?? [];

/** All that is written to standard output and error while `work` goes on. */
export const listen = async (work: () => Promise<void>): Promise<string[]> => {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr];
  const writers = streams.map((stream) => stream.write);
  for (const stream of streams)
    stream.write = ((line: string | Uint8Array) => {
      lines.push(typeof line === "string" ? line : Buffer.from(line).toString());
      return true;
    }) as typeof stream.write;
  try {
    await work();
  } finally {
    streams.forEach((stream, index) => {
      stream.write = writers[index] as typeof stream.write;
    });
  }
  return lines;
};
