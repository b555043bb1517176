import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  InvalidParameterException,
  ListUsersCommand,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";

export type PoolUser = {
  userName: string;
  attributes: Record<string, string>;
  createdAt: number;
  /** When the user, their status or their attributes were changed last; a confirmation is such a change. */
  changedAt: number;
  status: string;
  /** False where an administrator has disabled them. */
  enabled: boolean;
  /** Whether they have proven who they are, or somebody else has: an administrator, a provider. */
  confirmed: boolean;
};

export type Page = { users: PoolUser[]; next?: string };

/** Cognito does not know this token, or no longer. */
export class TokenRefused extends Error {
  override name = "TokenRefused" as const;
}

/** The most that Cognito lists at once. */
const pageSize = 60;

/** One page of a pool's users, the first or the one that a token stands for. @throws TokenRefused */
export const poolUsers =
  (client: CognitoIdentityProviderClient, userPoolId: string) =>
  async (token: string | undefined): Promise<Page> => {
    try {
      const { Users = [], PaginationToken } = await client.send(
        new ListUsersCommand({ UserPoolId: userPoolId, Limit: pageSize, ...(token && { PaginationToken: token }) }),
      );
      return { users: Users.map(poolUser), ...(PaginationToken && { next: PaginationToken }) };
    } catch (error) {
      if (token && error instanceof InvalidParameterException) throw new TokenRefused(error.message);
      throw error;
    }
  };

/** About how many users a pool has, for the eye only; undefined when that may not be asked. */
export const estimatedUsers = async (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): Promise<number | undefined> => {
  try {
    return (await client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }))).UserPool
      ?.EstimatedNumberOfUsers;
  } catch {
    return undefined;
  }
};

const poolUser = ({
  Username = "",
  Attributes = [],
  Enabled,
  UserCreateDate,
  UserLastModifiedDate,
  UserStatus = "UNKNOWN",
}: UserType): PoolUser => ({
  userName: Username,
  attributes: Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value ?? ""])),
  createdAt: UserCreateDate?.getTime() ?? Date.now(),
  changedAt: UserLastModifiedDate?.getTime() ?? Date.now(),
  status: UserStatus,
  enabled: Enabled !== false,
  confirmed: UserStatus !== "UNCONFIRMED",
});
