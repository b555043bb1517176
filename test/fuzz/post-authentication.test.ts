import { saveSignIn } from "../../src/aws/person.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, postAuthentication, table } from "./functions.ts";
import { fuzz, newTrustingHandler } from "./fuzz.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import { findMailProblems, findRowProblems, findSignInProblems, listRepairs, listWrittenRows, textOf } from "./rows.ts";
import { findPassThroughFaults, leaves, make } from "./world.ts";

/** Everything wrong with a handler's result. */
const violations = async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
  const before = leaves(event);
  const { answer, calls } = await make(handler, event, circumstances);
  const { triggerSource, userPoolId, userName, callerContext, request } = event;
  const common = findPassThroughFaults(event, before, answer);
  const known = triggerSource === "PostAuthentication_Authentication" && request;
  if (!known || !textOf(event, "sub")) return [...common, ...(calls.length > 0 ? ["writes too much"] : [])];
  const rows = listWrittenRows(calls);
  const [signIn, mail, ...unless] = rows;
  const newDevice = (request as { newDeviceUsed?: unknown }).newDeviceUsed === true;
  // The suite sends no mail to an address that is not verified.
  const mailed = newDevice && textOf(event, "email_verified") === "true";
  const repairs = listRepairs(calls);
  const owedStill = mailed && userName && calls[0]?.fate !== "answers";
  const repair = { userPoolId, userName, clientId: callerContext?.clientId ?? null, fact: "new-sign-in" };
  return [
    ...common,
    ...rows.flatMap((row) => findRowProblems(row, event)),
    ...(calls.length === 1 + repairs.length &&
    rows.length === (mailed ? 4 : 1) &&
    unless.every(({ kind }) => kind === "check")
      ? []
      : ["writes other rows"]),
    ...(signIn ? findSignInProblems(signIn, event) : []),
    ...(signIn?.fields["newDevice"]?.["BOOL"] === newDevice ? [] : ["trusts the caller about a new device"]),
    ...(mail ? findMailProblems(mail, "new-sign-in") : []),
    ...(repairs.length === (owedStill ? 1 : 0) ? [] : ["hands over too much or too little"]),
    ...(repairs.every(
      ({ at, ...asked }) =>
        String(at) === signIn?.fields["at"]?.["N"] && JSON.stringify(asked) === JSON.stringify(repair),
    )
      ? []
      : ["hands over something else"]),
  ];
};

const suite = suiteWith();

fuzz({
  name: "post-authentication",
  handler: postAuthentication(suite),
  attacks: newHostileEvents("PostAuthentication"),
  violations,
  sources: 3,
  controls: [
    ["sends a mail to an unverified address", "writes other rows", newTrustingHandler],
    [
      "hands over a sign-in that it has written",
      "hands over too much or too little",
      () =>
        postAuthentication(suite, {
          save: async (rows, signal) => {
            await saveSignIn(table)(rows, signal);
            throw new Error("the answer was lost");
          },
        }),
    ],
  ],
});
