import { describe } from "@jest/globals";
import { saveSignIn } from "../../src/aws/person.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { suiteWith } from "../support/suite.ts";
import { claimsOf, declared, isResponse } from "./claims.ts";
import { type Handler, preToken, table } from "./functions.ts";
import { fuzz, newTrustingHandler } from "./fuzz.ts";
import { type Hostile, newHostileEvents } from "./hostile-events.ts";
import {
  findMailProblems,
  findProfileProblems,
  findRowProblems,
  findSignInProblems,
  listRepairs,
  listWrittenRows,
  textOf,
} from "./rows.ts";
import { type Call, type Item, isPolluted, leaves, make, sameLeaves } from "./world.ts";

const tryAgain = "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.";
const persons = ["HostedAuth", "Authentication", "NewPasswordChallenge", "AuthenticateDevice", "RefreshTokens"];
const withSignIn = ["HostedAuth", "NewPasswordChallenge"];

/** The verified earlier addresses of a user who now has `to`, as stored. */
const listFormerEmails = ({ email, emailVerified, latestEmail }: Item, to: string | undefined): string[] => {
  const seen = [...(emailVerified?.["BOOL"] === true ? [email] : []), latestEmail].filter((stored) => stored);
  const texts = [...seen, { S: to }].map((stored) => JSON.stringify(stored));
  return seen.flatMap((_, index) => (texts[index] === texts[index + 1] ? [] : [texts[index] as string]));
};

/** Everything wrong with the calls to AWS. */
const findCallProblems = (event: CognitoEvent, calls: Call[], row: Item | undefined, source: string): string[] => {
  const rows = listWrittenRows(calls);
  const [signIns, rest] = [
    rows.filter(({ key }) => key["sk"]?.["S"] !== "PROFILE"),
    rows.filter(({ key }) => key["sk"]?.["S"] === "PROFILE"),
  ];
  const read = calls.find(({ input }) => "ConsistentRead" in input);
  const moved = rest.filter(({ fields }) => fields["previousEmail"]);
  const added = rest.filter(({ fields }) => !fields["previousEmail"] && !fields["userName"]);
  const made = rest.filter(({ fields }) => fields["userName"]);
  const makes = calls.find(({ input }) => "UpdateExpression" in input);
  const repairs = listRepairs(calls);
  const recorded = signIns.filter(({ key }) => String(key["sk"]?.["S"]).startsWith("SIGNIN#"));
  const mails = signIns.filter(({ key }) => !String(key["sk"]?.["S"]).startsWith("SIGNIN#"));
  const verified = event.request.userAttributes?.["email_verified"] === "true";
  const unknown = read?.fate === "answers" && !row;
  return [
    ...rows.flatMap((written) => findRowProblems(written, event)),
    ...recorded.flatMap((signIn) => findSignInProblems(signIn, event)),
    ...(recorded.length === (withSignIn.includes(source) ? 1 : 0) ? [] : ["records another number of sign-ins"]),
    ...made.flatMap((profile) => findProfileProblems(profile, event, [])),
    ...(made.length === (unknown ? 1 : 0) ? [] : ["writes a profile that exists, or no profile for a new user"]),
    ...(repairs.length === (unknown && makes?.fate !== "answers" ? 1 : 0) ? [] : ["hands over too much or too little"]),
    ...(repairs.every(
      (repair) =>
        Object.keys(repair).sort().join() === "at,clientId,fact,userName,userPoolId" && repair["fact"] === "seen",
    )
      ? []
      : ["hands over something else"]),
    ...mails.flatMap((mail) => findMailProblems(mail, "address-changed")),
    ...(mails.map(({ fields }) => JSON.stringify(fields["leftEmail"])).join() ===
    (moved.length + added.length > 0 ? listFormerEmails(row ?? {}, textOf(event, "email")) : []).join()
      ? []
      : ["notifies other addresses than the former ones"]),
    ...(moved.length === (mails.length > 0 ? 1 : 0) ? [] : ["notifies of no change, or not of a change"]),
    ...(moved.every(
      ({ fields }) => verified && fields["email"]?.["S"] === textOf(event, "email") && Object.keys(fields).length === 3,
    )
      ? []
      : ["saves an unverified address"]),
    ...(added.every(
      ({ fields }) =>
        verified &&
        row &&
        (!row["email"] || row["emailVerified"]?.["BOOL"] !== true || row["latestEmail"]) &&
        fields["email"]?.["S"] === textOf(event, "email") &&
        Object.keys(fields).sort().join() === "email,emailVerified",
    )
      ? []
      : ["adds an unverified address, or replaces one"]),
  ];
};

/** Everything wrong with a handler's result. */
const violations =
  ({ required }: { required: boolean }) =>
  async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
    const before = leaves(event);
    const { answer, error, calls } = await make(handler, event, circumstances);
    const { triggerSource, version, userName, request } = event;
    const source = triggerSource.replace("TokenGeneration_", "");
    const common = [
      ...(sameLeaves(before, leaves(event)) ? [] : ["changes the event"]),
      ...(isPolluted() ? ["has polluted every object"] : []),
      ...(error && (!required || error.message !== tryAgain || error.name !== "Refusal")
        ? ["throws outside its contract"]
        : []),
    ];
    const { response, ...rest } = answer ?? event;
    const { response: came, ...sent } = event;
    const kept = [...common, ...(sameLeaves(leaves(rest), leaves(sent)) ? [] : ["answers with another event"])];
    const untouched = sameLeaves(leaves(response), leaves(came)) ? [] : ["answers with a forbidden response"];
    if (source === "ClientCredentials") {
      const constants = { id: {}, access: { product: "suite" } };
      const right = answer && isResponse(response, version, constants) && calls.length === 0;
      return [...kept, ...(right ? [] : ["gives other claims to a machine"])];
    }
    if (!persons.includes(source)) return [...kept, ...untouched, ...(calls.length > 0 ? ["writes too much"] : [])];
    const letIn = required && answer && untouched.length === 0 ? ["lets in a user without a required claim"] : [];
    if (!request) return [...kept, ...letIn, ...(answer ? untouched : [])];
    const read = calls.find(({ input }) => "ConsistentRead" in input);
    const known = read?.fate === "answers" ? circumstances.row : undefined;
    const groups = (request as { groupConfiguration?: { groupsToOverride: unknown } }).groupConfiguration
      ?.groupsToOverride;
    const { id, access } = claimsOf({ row: known, groups, attributes: request.userAttributes }, version, required);
    const sub = textOf(event, "sub");
    const refusing = id === undefined || access === undefined;
    // Cognito always sends a string as user name, so the suite may fail without one.
    if (userName && typeof userName !== "string") return [...kept, ...letIn];
    return [
      ...kept,
      ...(refusing === (answer === undefined) ? [] : ["refuses a valid user, or lets in another"]),
      ...(answer && !isResponse(response, version, { id: id ?? {}, access: access ?? {} })
        ? ["gives other claims"]
        : []),
      ...(sub && userName ? findCallProblems(event, calls, circumstances.row, source) : []),
      ...(!sub && calls.length > 0 ? ["writes too much"] : []),
    ];
  };

const suite = suiteWith({ claims: declared });
const strict = suiteWith({
  claims: declared.map((claim) => (claim.name === "tenant" ? { ...claim, required: true } : claim)),
});
const attacks = newHostileEvents("PreTokenGeneration");

describe("with optional claims", () =>
  fuzz({
    name: "pre-token-generation",
    handler: preToken(suite),
    attacks,
    violations: violations({ required: false }),
    sources: 3,
    controls: [
      [
        "adds a claim without a setting",
        "gives other claims",
        () =>
          preToken(suiteWith({ claims: [...declared, { name: "role", from: { constant: "admin" }, tokens: ["id"] }] })),
      ],
      [
        "records a sign-in twice",
        "records another number of sign-ins",
        () =>
          preToken(suite, {
            saveSignIn: async (rows, signal) => {
              await saveSignIn(table)(rows, signal);
              await saveSignIn(table)(rows, signal);
            },
          }),
      ],
      ["trusts an unverified address", "saves an unverified address", newTrustingHandler],
    ],
  }));

describe("with a required claim", () =>
  fuzz({
    name: "pre-token-generation with a required claim",
    handler: preToken(strict),
    attacks,
    violations: violations({ required: true }),
    sources: 3,
    controls: [
      [
        "returns the event unchanged if it fails",
        "lets in a user without a required claim",
        (good) => (event) => good(event).catch(() => event),
      ],
    ],
  }));
