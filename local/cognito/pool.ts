import type { Project } from "../../schema/read.ts";
import { readResourceProperties } from "../definitions.ts";
import { listClientIds, poolId } from "../settings.ts";
import type { Cognito, Context, PoolOptions } from "./library.ts";

type SchemaAttribute = { Name: string };
type PoolProperties = { Policies?: object; UserAttributeUpdateSettings?: object; Schema?: SchemaAttribute[] };

/** Passwords and attributes have the same rules as in infra/pool/user-pool.ts. */
const readPoolProperties = (project: Project): PoolProperties =>
  readResourceProperties(project, "AWS::Cognito::UserPool");

/** Adds the attributes that are not standard, with Cognito's prefix. */
const addCustomAttributes = (known: SchemaAttribute[], schema: SchemaAttribute[]): SchemaAttribute[] => {
  const added = schema
    .map((attribute) => ({ Mutable: true, ...attribute, Name: `custom:${attribute.Name}` }))
    .filter(({ Name }) => !known.some((attribute) => attribute.Name === Name || `custom:${attribute.Name}` === Name));
  return [...known, ...added];
};

/** Creates the pool and its public clients unless they exist, always with the same IDs, so that links stay valid. */
export const ensurePool = async (cognito: Cognito, context: Context, project: Project): Promise<void> => {
  const { Policies, UserAttributeUpdateSettings, Schema = [] } = readPoolProperties(project);
  const options: PoolOptions = {
    Id: poolId,
    Name: "Local users",
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OFF",
    UsernameConfiguration: { CaseSensitive: false },
    ...(Policies ? { Policies } : {}),
    ...(UserAttributeUpdateSettings ? { UserAttributeUpdateSettings } : {}),
  };
  const pools = await cognito.listUserPools(context);
  if (!pools.some(({ Id }) => Id === poolId)) await cognito.createUserPool(context, options);
  const pool = await cognito.getUserPool(context, poolId);
  const known = (pool.options["SchemaAttributes"] ?? []) as SchemaAttribute[];
  await pool.updateOptions(context, {
    ...pool.options,
    ...options,
    SchemaAttributes: addCustomAttributes(known, Schema),
  });
  for (const id of listClientIds(project.suite)) await ensureClient(cognito, context, id);
};

const ensureClient = async (cognito: Cognito, context: Context, id: string): Promise<void> => {
  if (await cognito.getAppClient(context, id)) return;
  const pool = await cognito.getUserPool(context, poolId);
  const now = new Date();
  await pool.saveAppClient(context, {
    UserPoolId: poolId,
    ClientId: id,
    ClientName: id,
    CreationDate: now,
    LastModifiedDate: now,
    AccessTokenValidity: 1,
    IdTokenValidity: 1,
    RefreshTokenValidity: 30,
    TokenValidityUnits: { AccessToken: "hours", IdToken: "hours", RefreshToken: "days" },
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    PreventUserExistenceErrors: "ENABLED",
  });
};

/** Creates the groups that the settings name, as the stack does. */
export const ensureGroups = async (cognito: Cognito, context: Context, names: readonly string[]): Promise<void> => {
  const pool = await cognito.getUserPool(context, poolId);
  const now = new Date();
  for (const GroupName of new Set(names))
    if (!(await pool.getGroupByGroupName(context, GroupName)))
      await pool.saveGroup(context, { GroupName, CreationDate: now, LastModifiedDate: now });
};
