import { saveProfile } from "../../src/aws/person.ts";
import { suiteWith } from "../support/suite.ts";
import { type Handler, postConfirmation, table } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import {
  findMailProblems,
  findProfileProblems,
  findRowProblems,
  listRepairs,
  listWrittenRows,
  textOf,
} from "./rows.ts";
import { findPassThroughFaults, leaves, make } from "./world.ts";

const owed: Record<string, { kind: string; fact: string; more: string[]; rows: number }> = {
  PostConfirmation_ConfirmSignUp: { kind: "welcome", fact: "signed-up", more: ["confirmedAt"], rows: 2 },
  PostConfirmation_ConfirmForgotPassword: {
    kind: "password-changed",
    fact: "password-changed",
    more: ["latestEmail"],
    rows: 4,
  },
};

/** Everything wrong with a handler's result. */
const violations = async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
  const before = leaves(event);
  const { answer, calls } = await make(handler, event, circumstances);
  const { triggerSource, userName, request, callerContext } = event;
  const due = Object.hasOwn(owed, triggerSource) ? owed[triggerSource] : undefined;
  const common = findPassThroughFaults(event, before, answer);
  const whole = request && typeof userName === "string" && userName !== "";
  if (!due || !whole || !textOf(event, "sub")) return [...common, ...(calls.length > 0 ? ["writes too much"] : [])];
  const rows = listWrittenRows(calls);
  const [profile, mail, ...unless] = rows;
  const repairs = listRepairs(calls);
  const written = calls[0]?.fate === "answers";
  return [
    ...common,
    ...rows.flatMap((row) => findRowProblems(row, event)),
    ...(rows.length === due.rows && unless.every(({ kind }) => kind === "check") ? [] : ["writes other rows"]),
    ...(profile ? findProfileProblems(profile, event, due.more) : []),
    ...(mail ? findMailProblems(mail, due.kind) : []),
    ...(repairs.length === (written ? 0 : 1) ? [] : ["hands over too much or too little"]),
    ...(repairs.every(
      (repair) =>
        Object.keys(repair).sort().join() === "at,clientId,fact,userName,userPoolId" &&
        repair["fact"] === due.fact &&
        repair["userName"] === JSON.parse(JSON.stringify(userName)) &&
        repair["clientId"] === (callerContext?.clientId ?? null),
    )
      ? []
      : ["hands over something else"]),
  ];
};

const suite = suiteWith();

fuzz({
  name: "post-confirmation",
  handler: postConfirmation(suite),
  attacks: newHostileEvents("PostConfirmation"),
  violations,
  sources: 3,
  controls: [
    [
      "throws for a confirmed user",
      "throws",
      () => async () => {
        throw new Error("no table");
      },
    ],
    [
      "hands over nothing",
      "hands over too much or too little",
      () => postConfirmation(suite, { handOver: async () => undefined }),
    ],
    [
      "saves claims that the user names",
      "the profile has claims",
      () =>
        postConfirmation(suite, {
          save: (rows, signal) =>
            saveProfile(table)({ ...rows, profile: { ...rows.profile, claims: { plan: "pro" } } }, signal),
        }),
    ],
  ],
});
