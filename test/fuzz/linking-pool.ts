import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { openPool } from "../../src/aws/linking.ts";
import type { Hostile } from "./hostile-events.ts";

/** A user as Cognito keeps them. */
export type Stored = {
  Username: string;
  UserStatus: string;
  Enabled: boolean;
  Attributes: Array<{ Name: string; Value: string }>;
};
/** How a filter compares: nobody has documented it, so whatever it does, nobody may be linked by it alone. */
export type Filter = "exact" | "any case" | "folded" | "everybody";
export type Fate = "answers" | "throttled" | "refused" | "hangs";
/** The pool while one event is handled; what it answers to each call in turn. */
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
  everybody: () => true,
};
/** The one form a filter may have: nothing between the quotation marks can end them. */
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

/** What src/aws/linking.ts makes of such a pool. */
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

/** Handles one event in such a pool; answers with every call that was made. One at a time: there is one pool. */
export const runInPool = async <Result>(world: World, handle: () => Promise<Result>): Promise<[Result, Call[]]> => {
  const calls: Call[] = [];
  Object.assign(now, { world, calls });
  const result = await handle();
  return [result, [...calls]];
};
