import { CognitoIdentityProviderClient, paginateListUserPools } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsClient, newLocalEnvironment, poolId, readSettings } from "../../local/settings.ts";
import type { Project, StageSettings } from "../../schema/read.ts";
import type { Table } from "../../src/aws/table.ts";
import { SettingsError } from "../../src/runtime/errors.ts";

/** The table and the user pool client of a stage. */
export type StageResources = {
  stage: string;
  settings: StageSettings;
  table: Table;
  cognito: CognitoIdentityProviderClient;
};

/** The servers of `npm start`, whose addresses the environment may set. */
const findLocalEndpoints = (project: Project) => {
  const environment = { ...newLocalEnvironment({}, readSettings({}, project)), ...project.environment };
  return {
    dynamodb: environment.AWS_ENDPOINT_URL_DYNAMODB,
    cognito: environment.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
  };
};

/** Opens a stage's resources with your AWS credentials. */
export const openResources = (project: Project, stage: string, table?: string): StageResources => {
  const settings = project.stage(stage);
  const client = { region: settings.region, maxAttempts: 8 };
  const local = stage === "local" ? findLocalEndpoints(project) : undefined;
  return {
    stage,
    settings,
    table: {
      client: new DynamoDBClient({ ...client, ...(local && { ...awsClient, endpoint: local.dynamodb }) }),
      name: table ?? settings.name,
    },
    cognito: new CognitoIdentityProviderClient({
      ...client,
      ...(local && { ...awsClient, endpoint: local.cognito }),
    }),
  };
};

/** Finds the stage's user pool by the settings or its name. @throws SettingsError unless there is exactly one */
export const findPool = async ({
  settings,
  cognito,
}: Pick<StageResources, "settings" | "cognito">): Promise<string> => {
  const { stage, name, userPool } = settings;
  if (stage === "local") return poolId;
  const named = userPool.existing ?? userPool.id;
  if (named !== undefined) return named;
  const found: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools({ client: cognito, pageSize: 60 }, { MaxResults: 60 }))
    found.push(...UserPools.filter(({ Name }) => Name === name).map(({ Id }) => Id ?? ""));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    throw new SettingsError(
      `${only ? `There are ${found.length} user pools` : "There is no user pool"} with the name ${name}. Name the pool with --pool-id.`,
    );
  return only;
};
