import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { createClientSettings } from "./clients.ts";

/** Undefined if the user is gone. */
export const readUser =
  (
    region: string,
    client = new CognitoIdentityProviderClient(
      createClientSettings(region, 3, { connectionTimeout: 1_000, requestTimeout: 3_000 }),
    ),
  ) =>
  async (userPoolId: string, userName: string): Promise<Record<string, string> | undefined> => {
    try {
      const { UserAttributes = [] } = await client.send(
        new AdminGetUserCommand({ UserPoolId: userPoolId, Username: userName }),
      );
      return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value ?? ""]));
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  };
