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
  /** The time of the last change of the user. A confirmation is a change. */
  changedAt: number;
  status: string;
  enabled: boolean;
  /** Confirmed by the user, an administrator or an identity provider. */
  confirmed: boolean;
};

export type Page = { users: PoolUser[]; next?: string };

/** The pagination token is unknown or expired. */
export class TokenRefused extends Error {
  override name = "TokenRefused" as const;
}

/** The limit of ListUsers. */
const pageSize = 60;

/** Reads a page of a pool's users; the first without a token. @throws TokenRefused */
export const readPoolUsers =
  (client: CognitoIdentityProviderClient, userPoolId: string) =>
  async (token: string | undefined): Promise<Page> => {
    try {
      const { Users = [], PaginationToken } = await client.send(
        new ListUsersCommand({ UserPoolId: userPoolId, Limit: pageSize, ...(token && { PaginationToken: token }) }),
      );
      return { users: Users.map(toPoolUser), ...(PaginationToken && { next: PaginationToken }) };
    } catch (error) {
      if (token && error instanceof InvalidParameterException) throw new TokenRefused(error.message);
      throw error;
    }
  };

/** Cognito's estimate of the number of users; undefined if the credentials do not allow it. */
export const estimateUsers = async (
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

const toPoolUser = ({
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
