import { isDeepStrictEqual } from "node:util";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { suiteWith } from "../support/suite.ts";
import {
  type Claims,
  countIdentityBytes,
  type Expected,
  readHeldClaim,
  toClaim,
  toClaimText,
  trimToBudget,
} from "./claims.ts";
import { type Handler, preToken } from "./functions.ts";
import { fuzz } from "./fuzz.ts";
import type { Hostile } from "./hostile-events.ts";
import { attacks, other, type Request, settings, web } from "./rich-claims.ts";
import { textOf } from "./rows.ts";
import { type Item, isPolluted, leaves, make, sameLeaves } from "./world.ts";

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => (typeof one === "string" ? [one.toWellFormed()] : [])) : [];

type Tokens = { id: Expected[]; access: Expected[] };

/** The claims of a user according to rich-claims.ts, claim by claim. */
const buildUserClaims = (event: CognitoEvent, row: Item | undefined, groups: string[], client: unknown): Tokens => {
  const plan = readHeldClaim(row, "plan");
  const duties = groups.flatMap(
    (group) =>
      new Map([
        ["administrators", "admin"],
        ["toString", "no"],
      ]).get(group) ?? [],
  );
  const seats = !groups.includes("editors") && plan === "pro" ? { seats: 5, groups } : 1;
  const since = row?.["createdAt"]?.["N"];
  const department = textOf(event, "custom:department");
  const held: Record<string, Omit<Expected, "name">> = {
    plan: { value: plan ?? "free", otherwise: "free", priority: 5 },
    tenant: { value: readHeldClaim(row, "tenant"), required: true },
    roles: { value: readHeldClaim(row, "roles"), priority: 3 },
    address: { value: readHeldClaim(row, "address") ?? "none", otherwise: "none", priority: -1 },
    duty: { value: duties.length > 0 ? [...new Set(duties)] : undefined },
    product: { value: { name: "süite", of: ["a", 1, true] } },
    shop: { value: client === other ? "north" : undefined, priority: 9 },
    others: { value: typeof client === "string" && client !== other ? 7 : undefined },
    aud: { value: client === web ? web : undefined },
    department: { value: department === undefined ? undefined : toClaim({ S: department }), priority: 1 },
    since: { value: since === undefined ? undefined : Math.floor(Number(since) / 1_000) },
    seats: { value: seats, otherwise: 1 },
    unseen: { value: "ok" },
  };
  const of = (names: string): Expected[] =>
    names
      .split(" ")
      .map((name) => ({ ...held[name], name, value: held[name]?.value }))
      .filter(({ value }) => value !== undefined);
  return {
    id: of("plan tenant roles address duty product shop department seats unseen"),
    access: of("plan tenant roles address product shop others aud since seats"),
  };
};

const product = { name: "product", value: { name: "süite", of: ["a", 1, true] } };

const buildMachineClaims = (client: unknown): Tokens => ({
  id: [],
  access: [
    product,
    ...(client === other ? [{ name: "shop", value: "north", priority: 9 }] : []),
    ...(typeof client === "string" && client !== other ? [{ name: "others", value: 7 }] : []),
    ...(client === web ? [{ name: "aud", value: web }] : []),
  ],
});

const buildScopes = (client: unknown, groups: string[] | undefined) => {
  const forUsers = groups ? ["orders/read", ...(groups.includes("administrators") ? ["orders/write"] : [])] : [];
  const own =
    new Map<unknown, string[]>([
      [web, ["robot/run"]],
      [other, ["orders/read"]],
    ]).get(client) ?? [];
  const removesOpenid = groups && typeof client === "string" && client !== other;
  return {
    add: [...new Set([...forUsers, ...own])],
    remove: [...(removesOpenid ? ["openid"] : []), ...(client === other ? ["robot/stop"] : [])],
  };
};

const buildGroups = (groups: string[], client: unknown): string[] | undefined => {
  const kept = groups.includes("administrators") ? groups.filter((group) => group !== "editors") : groups;
  const after = client === other && !kept.includes("beta") ? [...kept, "beta"] : kept;
  return isDeepStrictEqual(after, groups) ? undefined : after;
};

const isList = (value: unknown) => typeof value === "object";
const some = (key: string, values: string[]) => (values.length > 0 ? { [key]: values } : {});

/** The only correct response, as from JSON.parse; undefined if no token may be issued. */
const buildResponse = (event: CognitoEvent, row: Item | undefined): object | undefined => {
  const { version, callerContext, triggerSource } = event;
  const request = event.request as Request;
  const client = callerContext?.clientId;
  const isMachine = triggerSource.endsWith("ClientCredentials");
  const groups = isMachine ? undefined : texts(request.groupConfiguration?.groupsToOverride);
  const first = version === "1";
  const scopes = first ? { add: [], remove: [] } : buildScopes(client, groups);
  const { id, access } = groups ? buildUserClaims(event, row, groups, client) : buildMachineClaims(client);
  if (groups && !id.some(({ name }) => name === "tenant")) return undefined;
  const idClaims = first
    ? id.map((claim) => ({ ...claim, value: toClaimText(claim.value), otherwise: toClaimText(claim.otherwise) }))
    : id.filter(({ name, value }) => name !== "address" || !isList(value));
  const changed = groups && buildGroups(groups, client);
  const room = 1_400 - (changed?.includes("beta") && !groups?.includes("beta") ? '"beta",'.length : 0);
  const forId: Claims | undefined = trimToBudget(
    idClaims,
    room - (isMachine ? 0 : countIdentityBytes(request.userAttributes)),
  );
  const forAccess = first
    ? {}
    : trimToBudget(access, room - scopes.add.reduce((sum, { length }) => sum + length + 1, 0));
  if (!forId || !forAccess) return undefined;
  const roles = request?.groupConfiguration?.preferredRole;
  const override = changed && {
    groupOverrideDetails: {
      groupsToOverride: changed,
      iamRolesToOverride: texts(request?.groupConfiguration?.iamRolesToOverride),
      ...(typeof roles === "string" && { preferredRole: roles }),
    },
  };
  const idPart = {
    claimsToAddOrOverride: forId,
    claimsToSuppress: ["given_name", ...(client === other ? ["family_name"] : [])],
  };
  if (first) return { claimsOverrideDetails: { ...idPart, ...override } };
  return {
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: idPart,
      accessTokenGeneration: {
        claimsToAddOrOverride: forAccess,
        ...some("claimsToSuppress", client === other ? ["family_name"] : []),
        ...some("scopesToAdd", scopes.add),
        ...some("scopesToSuppress", scopes.remove),
      },
      ...override,
    },
  };
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const tryAgain = "[TRY-AGAIN] This is not possible right now. Please try again in a few minutes.";
const sources =
  /^TokenGeneration_(?:HostedAuth|Authentication|NewPasswordChallenge|AuthenticateDevice|RefreshTokens|ClientCredentials)$/;

/** Everything wrong with the result of a handler with the settings of rich-claims.ts. */
const violations = async (handler: Handler, { event, circumstances }: Hostile): Promise<string[]> => {
  const before = leaves(event);
  const { answer, error, calls } = await make(handler, event, circumstances);
  const { response, ...rest } = answer ?? event;
  const { response: came, ...sent } = event;
  const common = [
    ...(sameLeaves(before, leaves(event)) ? [] : ["changes the event"]),
    ...(isPolluted() ? ["has polluted every object"] : []),
    ...(sameLeaves(leaves(rest), leaves(sent)) ? [] : ["answers with another event"]),
    ...(error && (error.message !== tryAgain || error.name !== "Refusal") ? ["throws outside its contract"] : []),
  ];
  if (!sources.test(event.triggerSource))
    return [...common, ...(isDeepStrictEqual(response, came) ? [] : ["answers with a forbidden response"])];
  if (!event.request && !event.triggerSource.endsWith("ClientCredentials"))
    return [...common, ...(answer ? ["lets in an unknown user"] : [])];
  // Cognito always sends a caller and a string as user name, so the suite may fail without them.
  if ((!event.callerContext || (event.userName && typeof event.userName !== "string")) && error) return common;
  const read = calls.find(({ input }) => "ConsistentRead" in input);
  const right = buildResponse(event, read?.fate === "answers" ? circumstances.row : undefined);
  if (!right) return [...common, ...(answer ? ["lets in a user without a required claim"] : [])];
  if (!answer) return [...common, "refuses a valid user"];
  return [...common, ...(isDeepStrictEqual(plain(response), plain(right)) ? [] : ["gives another response"])];
};

const suite = suiteWith(settings);
const { claims } = suite;

fuzz({
  name: "pre-token-generation with all that claims offer",
  handler: preToken(suite),
  attacks,
  violations,
  sources: 3,
  controls: [
    [
      "drops the most important claims first",
      "gives another response",
      () => preToken({ ...suite, claims: claims.map((claim) => ({ ...claim, priority: -(claim.priority ?? 0) })) }),
    ],
    [
      "requires no claim",
      "lets in a user without a required claim",
      () => preToken({ ...suite, claims: claims.map((claim) => ({ ...claim, required: false })) }),
    ],
  ],
});
