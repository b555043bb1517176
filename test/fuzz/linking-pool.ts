import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { openPool } from "../../src/aws/linking.ts";
import type { Hostile } from "./hostile-events.ts";

/** A user in Cognito. */
export type Stored = {
  Username: string;
  UserStatus: string;
  Enabled: boolean;
  Attributes: Array<{ Name: string; Value: string }>;
};
/** How a filter compares texts. AWS does not document it, so linking must not depend on it. */
export type Filter = "exact" | "any case" | "folded" | "everyone";
export type Fate = "answers" | "throttled" | "refused" | "hangs";
/** The pool for one event, and its answers to the calls in order. */
export type World = { users: Stored[]; filter: Filter; pageSize: number; fates: readonly Fate[] };
export type Attack = Hostile & { world: World };

export type Call = { operation: string; input: Record<string, unknown>; fate: Fate };
const now: { world: World | undefined; calls: Call[] } = { world: undefined, calls: [] };

export const emailOf = ({ Attributes }: Stored) => Attributes.find(({ Name }) => Name === "email")?.Value ?? "";
const folded = (text: string) => text.normalize("NFKC").toLowerCase();
export const compare: Record<Filter, (one: string, other: string) => boolean> = {
  exact: (one, other) => one === other,
  "any case": (one, other) => one.toLowerCase() === other.toLowerCase(),
  folded: (one, other) => folded(one) === folded(other),
  everyone: () => true,
};
/** The only form that a filter may have. The quoted text cannot end the quotation. */
export const filterForm = /^email = "([^"\\]*)"$/;

const failure = (name: string, status = 400) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status, requestId: "r" } });

const page = ({ users, filter, pageSize }: World, { Filter, PaginationToken }: Record<string, unknown>) => {
  const [, asked = ""] = filterForm.exec(String(Filter)) ?? [];
  const found = users.filter((user) => compare[filter](emailOf(user), asked));
  const from = Number(PaginationToken ?? 0);
  const to = from + pageSize;
  return { Users: found.slice(from, to), ...(to < found.length && { PaginationToken: String(to) }) };
};

/** src/aws/linking.ts with such a pool. */
export const pool = openPool("local", {
  send: ({ input }: { input: Record<string, unknown> }) => {
    const { world, calls } = now;
    const operation = "Filter" in input ? "ListUsers" : "SourceUser" in input ? "Link" : "else";
    const fate = world?.fates[calls.length] ?? "answers";
    calls.push({ operation, input, fate });
    if (fate === "throttled") return Promise.reject(failure("TooManyRequestsException", 429));
    if (fate === "refused") return Promise.reject(failure("InvalidParameterException"));
    if (fate === "hangs") return new Promise(() => undefined);
    return Promise.resolve(operation === "ListUsers" && world ? page(world, input) : {});
  },
} as unknown as CognitoIdentityProviderClient);

/** Handles one event with such a pool. @returns all calls. Run one at a time, because there is only one pool. */
export const runInPool = async <Result>(world: World, handle: () => Promise<Result>): Promise<[Result, Call[]]> => {
  const calls: Call[] = [];
  Object.assign(now, { world, calls });
  const result = await handle();
  return [result, [...calls]];
};
