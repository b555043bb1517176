import { CognitoIdentityProviderClient, paginateListUserPools } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { awsClient, poolId, readSettings } from "../../local/settings.ts";
import { type Project, type StageSettings, service } from "../../schema/read.ts";
import type { Table } from "../../src/aws/table.ts";
import { SettingsError } from "../../src/runtime/errors.ts";

/** What a command works on. */
export type Place = { stage: string; settings: StageSettings; table: Table; cognito: CognitoIdentityProviderClient };

/** What the table and the pool of a stage are called. */
const resourceName = (stage: string): string => `${service}-${stage}`;

/** The servers of `npm start`, also when the environment has moved them. */
const localClient = (project: Project) => {
  const { ports, dynamodbEndpoint } = readSettings({}, project);
  const { environment } = project;
  return {
    dynamodb: environment["AWS_ENDPOINT_URL_DYNAMODB"] ?? dynamodbEndpoint ?? `http://localhost:${ports.dynamodb}`,
    cognito: environment["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] ?? `http://localhost:${ports.cognito}`,
  };
};

/** A stage's table and Cognito, with your own AWS credentials. */
export const openPlace = (project: Project, stage: string, table: string = resourceName(stage)): Place => {
  const settings = project.stage(stage);
  const client = { region: settings.region, maxAttempts: 8 };
  const local = stage === "local" ? localClient(project) : undefined;
  return {
    stage,
    settings,
    table: {
      client: new DynamoDBClient({ ...client, ...(local && { ...awsClient, endpoint: local.dynamodb }) }),
      name: table,
    },
    cognito: new CognitoIdentityProviderClient({
      ...client,
      ...(local && { ...awsClient, endpoint: local.cognito }),
    }),
  };
};

/** The user pool that the stage's settings name, else that of its name. @throws SettingsError unless there is exactly one. */
export const findPool = async ({ settings, cognito }: Pick<Place, "settings" | "cognito">): Promise<string> => {
  const { stage, userPool } = settings;
  if (stage === "local") return poolId;
  const named = userPool.existing ?? userPool.id;
  if (named !== undefined) return named;
  const found: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools({ client: cognito, pageSize: 60 }, { MaxResults: 60 }))
    found.push(...UserPools.filter(({ Name }) => Name === resourceName(stage)).map(({ Id }) => Id ?? ""));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0)
    throw new SettingsError(
      `${only ? `There are ${found.length} user pools` : "There is no user pool"} with the name ${resourceName(stage)}: name the pool with --pool-id.`,
    );
  return only;
};
