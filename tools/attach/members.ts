import { UpdateUserPoolRequest$, UserPoolType$ } from "@aws-sdk/client-cognito-identity-provider";
import { SettingsError } from "../../src/runtime/errors.ts";

/** A pool as Cognito described it. The SDK's own type lacks members that the SDK does not know. */
export type PoolMembers = Readonly<Record<string, unknown>>;

/** The first item of an SDK schema is its kind. Namespace, name, traits and members follow. */
const kinds = { list: 1, map: 2, structure: 3 };

type Structure = { names: string[]; schemas: unknown[] };

/** @throws SettingsError if the SDK has changed the form of its schemas */
const readStructure = (schema: unknown): Structure => {
  const [kind, , , , names, schemas] = Array.isArray(schema) ? schema : [];
  if (kind !== kinds.structure || !Array.isArray(names) || !Array.isArray(schemas) || names.length !== schemas.length)
    throw new SettingsError(
      "@aws-sdk/client-cognito-identity-provider has a version that this command cannot read. Nothing was changed. Install the version of package-lock.json: npm ci",
    );
  return { names, schemas };
};

const request = readStructure(UpdateUserPoolRequest$);
const description = readStructure(UserPoolType$);

/** In DescribeUserPool and in UpdateUserPool, by the installed SDK. An update resets those that it does not send. */
export const sharedMembers: readonly string[] = request.names.filter((name) => description.names.includes(name));

/** In DescribeUserPool only: no update changes them. */
export const readOnlyMembers: readonly string[] = description.names.filter((name) => !request.names.includes(name));

/** In UpdateUserPool only: DescribeUserPool uses another name. */
export const requestOnlyMembers: readonly string[] = request.names.filter((name) => !description.names.includes(name));

const listUnknownWithin = (schema: unknown, value: unknown, path: string): string[] => {
  const opened = typeof schema === "function" ? schema() : schema;
  if (value === null || typeof value !== "object" || !Array.isArray(opened)) return [];
  const [kind, , , , first, second] = opened;
  if (kind === kinds.list) return Object.values(value).flatMap((item) => listUnknownWithin(first, item, `${path}[]`));
  if (kind === kinds.map)
    return Object.entries(value).flatMap(([key, item]) => listUnknownWithin(second, item, `${path}.${key}`));
  const { names, schemas } = readStructure(opened);
  return Object.entries(value).flatMap(([key, item]) =>
    names.includes(key) ? listUnknownWithin(schemas[names.indexOf(key)], item, `${path}.${key}`) : [`${path}.${key}`],
  );
};

/** Members that the SDK does not know and cannot send back: at the top, and within members that an update takes. */
export const listUnknownMembers = (pool: PoolMembers): string[] =>
  Object.entries(pool).flatMap(([name, value]) => {
    if (!description.names.includes(name)) return [name];
    if (!sharedMembers.includes(name)) return [];
    return listUnknownWithin(description.schemas[description.names.indexOf(name)], value, name);
  });
