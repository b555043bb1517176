import { socialProviders } from "../../schema/stage/federation.ts";
import type { User } from "./library.ts";
import { attributeOf, type Call, fail } from "./requests.ts";

/** One entry of the `identities` attribute, as Cognito writes it. */
export type Identity = {
  userId: string;
  providerName: string;
  providerType: string;
  issuer: null;
  primary: "true" | "false";
  dateCreated: string;
};

export const newIdentity = (providerName: string, userId: string, primary: boolean, at: Date): Identity => ({
  userId,
  providerName,
  providerType: (Object.values(socialProviders) as string[]).includes(providerName) ? providerName : "OIDC",
  issuer: null,
  primary: primary ? "true" : "false",
  dateCreated: String(at.getTime()),
});

export const identitiesOf = (user: User): Identity[] => JSON.parse(attributeOf(user, "identities") ?? "[]");

export const withIdentities = (user: User, identities: readonly Identity[]): User => ({
  ...user,
  Attributes: [
    ...user.Attributes.filter(({ Name }) => Name !== "identities"),
    ...(identities.length > 0 ? [{ Name: "identities", Value: JSON.stringify(identities) }] : []),
  ],
});

/** Finds the user of an identity: its external user, or the user to whom it is linked. */
export const findOwner = (users: readonly User[], providerName: string, userId: string): User | undefined =>
  users.find((user) =>
    identitiesOf(user).some((known) => known.providerName === providerName && known.userId === userId),
  );

type ProviderUser = { ProviderName?: string; ProviderAttributeName?: string; ProviderAttributeValue?: string };

const mostIdentities = 5;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminLinkProviderForUser.html */
export const adminLinkProviderForUser = async (call: Call): Promise<Record<string, unknown>> => {
  const { context, pool, request, services } = call;
  const destination = (request["DestinationUser"] ?? {}) as ProviderUser;
  const {
    ProviderName = "",
    ProviderAttributeName,
    ProviderAttributeValue = "",
  } = (request["SourceUser"] ?? {}) as ProviderUser;
  if (ProviderName === "" || ProviderName === "Cognito" || ProviderAttributeValue === "")
    fail(
      "InvalidParameterException",
      "Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser",
    );
  if (ProviderAttributeName !== "Cognito_Subject")
    fail("InvalidParameterException", "Invalid ProviderAttributeName for SourceUser");
  const users = await pool.listUsers(context);
  const user =
    users.find(({ Username }) => Username === destination.ProviderAttributeValue) ??
    fail("UserNotFoundException", "User does not exist.");
  const owner = findOwner(users, ProviderName, ProviderAttributeValue);
  if (owner?.UserStatus === "EXTERNAL_PROVIDER")
    fail(
      "InvalidParameterException",
      "Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    );
  if (owner?.Username === user.Username)
    fail("InvalidParameterException", "SourceUser is already linked to DestinationUser");
  if (owner) fail("AliasExistsException", "SourceUser is already linked to another user");
  const known = identitiesOf(user);
  if (known.length >= mostIdentities)
    fail("InvalidParameterException", `Number of linked users exceeds limit of ${mostIdentities}`);
  const identity = newIdentity(ProviderName, ProviderAttributeValue, false, services.clock.get());
  await pool.saveUser(context, withIdentities(user, [...known, identity]));
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableProviderForUser.html */
export const adminDisableProviderForUser = async ({
  context,
  pool,
  request,
}: Call): Promise<Record<string, unknown>> => {
  const { ProviderName = "", ProviderAttributeValue = "" } = (request["User"] ?? {}) as ProviderUser;
  const owner =
    findOwner(await pool.listUsers(context), ProviderName, ProviderAttributeValue) ??
    fail("UserNotFoundException", "User does not exist.");
  const others = identitiesOf(owner).filter(
    ({ providerName, userId }) => providerName !== ProviderName || userId !== ProviderAttributeValue,
  );
  await pool.saveUser(context, withIdentities(owner, others));
  return {};
};
