import {
  AdminLinkProviderForUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  type UserType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Identity } from "../rules/sign-up/identities.ts";
import type { ListedUser } from "../rules/sign-up/linking.ts";
import { createClientSettings } from "./clients.ts";

/** The pool operations that linking needs. `signal` aborts every call. */
export type Pool = {
  /** All users with one of the addresses, as Cognito's filter finds them. */
  findUsers: (userPoolId: string, addresses: readonly string[], signal: AbortSignal) => Promise<ListedUser[]>;
  /** False if Cognito permanently refuses; rejects on temporary errors. */
  link: (userPoolId: string, userName: string, identity: Identity, signal: AbortSignal) => Promise<boolean>;
};

/** More users with one address than any legitimate case has. */
const maxPages = 5;

/** Too many identities, an immutable attribute of the pool, or an identity that has signed in before. */
const finalErrors = ["InvalidParameterException", "AliasExistsException", "LimitExceededException"];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html */
export const openPool = (region: string, client?: CognitoIdentityProviderClient): Pool => {
  // Created on first use, so that users who sign up with a password do not wait for it.
  const openClient = () => {
    client ??= new CognitoIdentityProviderClient(
      createClientSettings(region, 2, { connectionTimeout: 300, requestTimeout: 600 }),
    );
    return client;
  };
  const findByAddress = async (userPoolId: string, address: string, signal: AbortSignal): Promise<ListedUser[]> => {
    const found: ListedUser[] = [];
    let token: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const { Users = [], PaginationToken } = await openClient().send(
        new ListUsersCommand({
          UserPoolId: userPoolId,
          Filter: `email = "${address}"`,
          Limit: 60,
          ...(token !== undefined && { PaginationToken: token }),
        }),
        { abortSignal: signal },
      );
      found.push(...Users.map(toListedUser));
      if (!PaginationToken) return found;
      token = PaginationToken;
    }
    throw new Error("too many users with one address");
  };
  return {
    findUsers: async (userPoolId, addresses, signal) => {
      const found = await Promise.all(addresses.map((address) => findByAddress(userPoolId, address, signal)));
      return [...new Map(found.flat().map((user) => [user.userName, user])).values()];
    },
    link: async (userPoolId, userName, { provider, userId }, signal) => {
      try {
        await openClient().send(
          new AdminLinkProviderForUserCommand({
            UserPoolId: userPoolId,
            DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: userName },
            SourceUser: {
              ProviderName: provider,
              ProviderAttributeName: "Cognito_Subject",
              ProviderAttributeValue: userId,
            },
          }),
          { abortSignal: signal },
        );
        return true;
      } catch (error) {
        if (error instanceof Error && finalErrors.includes(error.name)) return false;
        throw error;
      }
    },
  };
};

const toListedUser = ({ Username = "", UserStatus, Enabled = false, Attributes = [] }: UserType): ListedUser => ({
  userName: Username,
  status: UserStatus ?? "",
  enabled: Enabled,
  attributes: Object.fromEntries(Attributes.map(({ Name = "", Value = "" }) => [Name, Value])),
});
