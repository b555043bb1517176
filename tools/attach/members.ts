import { UpdateUserPoolRequest$, UserPoolType$ } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";

/** What Cognito says of a pool, as it came over the wire: the SDK drops members that it does not know. */
export type Pool = Readonly<Record<string, unknown>>;

/** The first item of a schema of the SDK says what it is; the others are name space, name, traits and what it is made of. */
const kinds = { list: 1, map: 2, structure: 3 };

type Structure = { names: string[]; schemas: unknown[] };

/** @throws SettingsError when the SDK has changed the form of its schemas, so that nothing is sent that was guessed. */
const structure = (schema: unknown): Structure => {
  const [kind, , , , names, schemas] = Array.isArray(schema) ? schema : [];
  if (kind !== kinds.structure || !Array.isArray(names) || !Array.isArray(schemas) || names.length !== schemas.length)
    throw new SettingsError(
      "@aws-sdk/client-cognito-identity-provider describes its requests in another way than this command knows: install the version of package-lock.json. Nothing was changed.",
    );
  return { names, schemas };
};

const request = structure(UpdateUserPoolRequest$);
const description = structure(UserPoolType$);

/** What both DescribeUserPool gives and UpdateUserPool takes, by the installed SDK: it must be sent back, or is reset. */
export const sharedMembers: readonly string[] = request.names.filter((name) => description.names.includes(name));

/** What DescribeUserPool tells that no update changes. */
export const readOnlyMembers: readonly string[] = description.names.filter((name) => !request.names.includes(name));

/** What UpdateUserPool takes under a name that DescribeUserPool does not use. */
export const requestOnlyMembers: readonly string[] = request.names.filter((name) => !description.names.includes(name));

const unknownWithin = (schema: unknown, value: unknown, path: string): string[] => {
  const opened = typeof schema === "function" ? schema() : schema;
  if (value === null || typeof value !== "object" || !Array.isArray(opened)) return [];
  const [kind, , , , first, second] = opened;
  if (kind === kinds.list) return Object.values(value).flatMap((item) => unknownWithin(first, item, `${path}[]`));
  if (kind === kinds.map)
    return Object.entries(value).flatMap(([key, item]) => unknownWithin(second, item, `${path}.${key}`));
  const { names, schemas } = structure(opened);
  return Object.entries(value).flatMap(([key, item]) =>
    names.includes(key) ? unknownWithin(schemas[names.indexOf(key)], item, `${path}.${key}`) : [`${path}.${key}`],
  );
};

/**
 * Members of a description that the installed SDK does not know and so could not send back: any at the top, and those
 * within a member that an update takes.
 */
export const unknownMembers = (pool: Pool): string[] =>
  Object.entries(pool).flatMap(([name, value]) => {
    if (!description.names.includes(name)) return [name];
    if (!sharedMembers.includes(name)) return [];
    return unknownWithin(description.schemas[description.names.indexOf(name)], value, name);
  });
