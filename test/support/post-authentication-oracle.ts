import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import type { Hostile } from "./oracle-events.ts";
import { isPolluted, leaves, make, sameLeaves } from "./oracle-world.ts";
import { mailProblems, repairsOf, rowProblems, rowsOf, signInProblems, textOf } from "./rows-oracle.ts";

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

/** All that is wrong with what a handler makes of an event. */
export const postAuthenticationViolations = async (
  handler: Handler,
  { event, circumstances }: Hostile,
): Promise<string[]> => {
  const before = leaves(event);
  const { answer, calls } = await make(handler, event, circumstances);
  const { triggerSource, userPoolId, userName, callerContext, request } = event;
  const common = [
    ...(answer ? [] : ["throws"]),
    ...(sameLeaves(before, leaves(event)) && (!answer || answer === event || sameLeaves(before, leaves(answer)))
      ? []
      : ["changes the event"]),
    ...(isPolluted() ? ["has polluted every object"] : []),
  ];
  const known = triggerSource === "PostAuthentication_Authentication" && request;
  if (!known || !textOf(event, "sub")) return [...common, ...(calls.length > 0 ? ["writes of nobody"] : [])];
  const rows = rowsOf(calls);
  const [signIn, mail, ...unless] = rows;
  const newDevice = (request as { newDeviceUsed?: unknown }).newDeviceUsed === true;
  // Nobody is mailed at an address that they have not proven.
  const mailed = newDevice && textOf(event, "email_verified") === "true";
  const repairs = repairsOf(calls);
  const owedStill = mailed && userName && calls[0]?.fate !== "answers";
  const repair = { userPoolId, userName, clientId: callerContext?.clientId ?? null, fact: "new-sign-in" };
  return [
    ...common,
    ...rows.flatMap((row) => rowProblems(row, event)),
    ...(calls.length === 1 + repairs.length &&
    rows.length === (mailed ? 4 : 1) &&
    unless.every(({ kind }) => kind === "check")
      ? []
      : ["writes other rows"]),
    ...(signIn ? signInProblems(signIn, event) : []),
    ...(signIn?.fields["newDevice"]?.["BOOL"] === newDevice ? [] : ["takes a caller's word for a new device"]),
    ...(mail ? mailProblems(mail, "new-sign-in") : []),
    ...(repairs.length === (owedStill ? 1 : 0) ? [] : ["hands over what is written, or not what is not"]),
    ...(repairs.every(
      ({ at, ...asked }) =>
        String(at) === signIn?.fields["at"]?.["N"] && JSON.stringify(asked) === JSON.stringify(repair),
    )
      ? []
      : ["hands over something else"]),
  ];
};
