import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { createClientSettings } from "./clients.ts";

/** Also resolves if the user is already a member. False if the pool has no such group. Rejects on temporary errors. */
export type AddToGroup = (
  user: { userPoolId: string; userName: string },
  group: string,
  signal: AbortSignal,
) => Promise<boolean>;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const addToGroup =
  (region: string, { maxAttempts = 2 } = {}, client?: CognitoIdentityProviderClient): AddToGroup =>
  async ({ userPoolId, userName }, group, signal) => {
    // Created on first use, so that users without a group do not wait for it.
    client ??= new CognitoIdentityProviderClient(
      createClientSettings(region, maxAttempts, { connectionTimeout: 400, requestTimeout: 900 }),
    );
    try {
      await client.send(
        new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, Username: userName, GroupName: group }),
        { abortSignal: signal },
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return false;
      throw error;
    }
  };
