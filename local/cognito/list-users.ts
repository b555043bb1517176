import type { User } from "./library.ts";
import { attributeOf, type Call, describeUser, fail } from "./requests.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html */
const form = /^\s*([\w:]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

const fields: Record<string, (user: User) => string | undefined> = {
  username: ({ Username }) => Username,
  status: ({ Enabled }) => (Enabled ? "Enabled" : "Disabled"),
  "cognito:user_status": ({ UserStatus }) => UserStatus,
};
const attributes = ["email", "phone_number", "name", "given_name", "family_name", "preferred_username", "sub"];

const newFilter = (filter: string): ((user: User) => boolean) => {
  if (filter === "") return () => true;
  const [, name = "", operator, quoted = ""] =
    form.exec(filter) ?? fail("InvalidParameterException", "Invalid filter.");
  if (!Object.hasOwn(fields, name) && !attributes.includes(name))
    fail("InvalidParameterException", `Invalid search attribute: ${name}`);
  const read = fields[name] ?? ((user: User) => attributeOf(user, name));
  const wanted = quoted.replace(/\\(.)/gs, "$1");
  return (user) => {
    const value = read(user);
    return operator === "=" ? value === wanted : Boolean(value?.startsWith(wanted));
  };
};

/**
 * The library's version has no pages, and reads a filter up to its last quotation mark.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export const listUsers = async ({ context, pool, request }: Call): Promise<Record<string, unknown>> => {
  const limit = Number(request["Limit"] ?? 60);
  if (!Number.isInteger(limit) || limit < 0 || limit > 60)
    fail("InvalidParameterException", "Limit is a number from 0 to 60.");
  const users = (await pool.listUsers(context)).filter(newFilter(String(request["Filter"] ?? "")));
  const from = Number(request["PaginationToken"] ?? 0);
  const to = from + (limit || 60);
  return {
    Users: users.slice(from, to).map(describeUser),
    ...(to < users.length ? { PaginationToken: String(to) } : {}),
  };
};
