import { randomUUID } from "node:crypto";
import { identitiesOf, newIdentity, ownerOf, withIdentities } from "./identities.ts";
import type { AppClient, Attribute, User } from "./library.ts";
import { type Call, fail, newUser, stringsOf, textOf } from "./requests.ts";

/** How a user who came from a provider is called. */
const externalName = (provider: string, userId: string): string => `${provider}_${userId}`;

const externalUser = (call: Call, provider: string, userId: string, mapped: readonly Attribute[]): User => {
  const Attributes = [{ Name: "sub", Value: randomUUID() }, ...mapped];
  const Username = externalName(provider, userId);
  const user = newUser({ Username, Password: "", Attributes, UserStatus: "EXTERNAL_PROVIDER" }, call);
  return withIdentities(user, [newIdentity(provider, userId, true, user.UserCreateDate)]);
};

/** Whoever has never signed in: made anew, unless the trigger has linked them with somebody. */
const firstSignIn = async (call: Call, client: AppClient, provider: string, userId: string): Promise<User> => {
  const { context, pool, request, services } = call;
  const mapped = Object.entries(stringsOf(request, "Attributes")).map(([Name, Value = ""]) => ({ Name, Value }));
  const caller = { clientId: client.ClientId, clientMetadata: undefined, userPoolId: pool.options.Id };
  const userName = externalName(provider, userId);
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
  const linked = ownerOf(await pool.listUsers(context), provider, userId);
  // As it was before April 2023, and may be again: https://github.com/aws-amplify/amplify-flutter/issues/1716
  if (linked && request["Strict"]) fail("InvalidParameterException", `Already found an entry for username ${userName}`);
  if (linked) return linked;
  const user = externalUser(call, provider, userId, mapped);
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
 * What Cognito does when a provider has sent somebody back to it, for managed login has no operation of its own:
 * `ClientId`, `ProviderName`, `ProviderUserId` and the mapped `Attributes` by name. `LowerCase` writes the user name as
 * Cognito sometimes does, `Strict` refuses the first sign-in after linking as it once did.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export const federatedSignIn = async (call: Call): Promise<Record<string, unknown>> => {
  const { context, pool, request, services } = call;
  const [provider, userId] = [textOf(request, "ProviderName"), textOf(request, "ProviderUserId")];
  const client =
    (await services.cognito.getAppClient(context, textOf(request, "ClientId"))) ??
    fail("ResourceNotFoundException", "App client does not exist.");
  const known = ownerOf(await pool.listUsers(context), provider, userId);
  const user = known ?? (await firstSignIn(call, client, provider, userId));
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
