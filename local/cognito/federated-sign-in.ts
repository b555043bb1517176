import { randomUUID } from "node:crypto";
import { findOwner, identitiesOf, newIdentity, withIdentities } from "./identities.ts";
import type { AppClient, Attribute, User } from "./library.ts";
import { type Call, fail, newUser, stringsOf, textOf } from "./requests.ts";

/** The user name of a federated user. */
const newExternalName = (provider: string, userId: string): string => `${provider}_${userId}`;

const newExternalUser = (call: Call, provider: string, userId: string, mapped: readonly Attribute[]): User => {
  const Attributes = [{ Name: "sub", Value: randomUUID() }, ...mapped];
  const Username = newExternalName(provider, userId);
  const user = newUser({ Username, Password: "", Attributes, UserStatus: "EXTERNAL_PROVIDER" }, call);
  return withIdentities(user, [newIdentity(provider, userId, true, user.UserCreateDate)]);
};

/** Creates the user, unless the trigger has linked the identity to an existing user. */
const signInFirst = async (call: Call, client: AppClient, provider: string, userId: string): Promise<User> => {
  const { context, pool, request, services } = call;
  const mapped = Object.entries(stringsOf(request, "Attributes")).map(([Name, Value = ""]) => ({ Name, Value }));
  const caller = { clientId: client.ClientId, clientMetadata: undefined, userPoolId: pool.options.Id };
  const userName = newExternalName(provider, userId);
  await services.triggers.preSignUp(context, {
    ...caller,
    source: "PreSignUp_ExternalProvider",
    username: request["LowerCase"] ? userName.toLowerCase() : userName,
    userAttributes: [
      { Name: "cognito:email_alias", Value: "" },
      { Name: "cognito:phone_number_alias", Value: "" },
      ...mapped,
    ],
  });
  const linked = findOwner(await pool.listUsers(context), provider, userId);
  // Cognito did this until April 2023, and may do it again: https://github.com/aws-amplify/amplify-flutter/issues/1716
  if (linked && request["Strict"]) fail("InvalidParameterException", `Already found an entry for username ${userName}`);
  if (linked) return linked;
  const user = newExternalUser(call, provider, userId, mapped);
  await pool.saveUser(context, user);
  await services.triggers.postConfirmation(context, {
    ...caller,
    source: "PostConfirmation_ConfirmSignUp",
    username: user.Username,
    userAttributes: user.Attributes,
  });
  return user;
};

/**
 * Signs a user in after the redirect from an identity provider, which is not an API operation in Cognito. The request
 * has `ClientId`, `ProviderName`, `ProviderUserId` and the mapped `Attributes`. With `LowerCase`, the trigger gets the
 * user name in lower case, as from Cognito sometimes. `Strict` refuses the first sign-in after linking, as Cognito once
 * did.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const federatedSignIn = async (call: Call): Promise<Record<string, unknown>> => {
  const { context, pool, request, services } = call;
  const [provider, userId] = [textOf(request, "ProviderName"), textOf(request, "ProviderUserId")];
  const client =
    (await services.cognito.getAppClient(context, textOf(request, "ClientId"))) ??
    fail("ResourceNotFoundException", "App client does not exist.");
  const known = findOwner(await pool.listUsers(context), provider, userId);
  const user = known ?? (await signInFirst(call, client, provider, userId));
  if (!user.Enabled) fail("NotAuthorizedException", "User is disabled.");
  if (known)
    await services.triggers.postAuthentication(context, {
      clientId: client.ClientId,
      clientMetadata: undefined,
      userPoolId: pool.options.Id,
      source: "PostAuthentication_Authentication",
      username: user.Username,
      userAttributes: user.Attributes,
    });
  const groups = await pool.listUserGroupMembership(context, user);
  const tokens = await services.tokenGenerator.generate(context, user, groups, client, undefined, "HostedAuth");
  await pool.storeRefreshToken(context, tokens.RefreshToken, user);
  return { AuthenticationResult: tokens, Username: user.Username, Identities: identitiesOf(user).length };
};
