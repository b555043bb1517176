/**
 * Trigger events as Cognito sends them, nulls included.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
import type { CognitoEvent, PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { region } from "../settings.ts";
import type { Attribute, Metadata, User } from "./library.ts";

export type Caller = { userPoolId: string; userName: string; clientId: string | null; clientMetadata: Metadata };
export type Strings = Record<string, string>;

export const codeParameter = "{####}";
export const usernameParameter = "{username}";

/** How events name the client of calls made with administrator credentials. */
const noClient = "CLIENT_ID_NOT_APPLICABLE";

const record = (attributes: readonly Attribute[]): Strings =>
  Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value ?? ""]));

/** A stored user's attributes; the `_verified` pair is always there, as in Cognito. */
export const userAttributes = ({ Attributes, UserStatus }: Pick<User, "Attributes" | "UserStatus">): Strings => {
  const known = record(Attributes);
  return {
    ...(known["email"] ? { email_verified: "false" } : {}),
    ...(known["phone_number"] ? { phone_number_verified: "false" } : {}),
    "cognito:user_status": UserStatus,
    ...known,
  };
};

/** Before the user exists it has no `sub` and no status. */
export const signUpAttributes = (attributes: readonly Attribute[]): Strings =>
  record(attributes.filter(({ Name }) => Name !== "sub"));

const event = <Request extends object>(
  version: string,
  triggerSource: string,
  caller: Caller,
  request: Request,
  response: object,
): CognitoEvent<Request> => ({
  version,
  region,
  userPoolId: caller.userPoolId,
  userName: caller.userName,
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: caller.clientId ?? noClient },
  triggerSource,
  request: { ...request, ...(caller.clientMetadata ? { clientMetadata: caller.clientMetadata } : {}) },
  response,
});

export const customMessage = (source: string, caller: Caller, attributes: Strings): object =>
  event(
    "1",
    source,
    caller,
    {
      userAttributes: attributes,
      codeParameter,
      linkParameter: "{##Click Here##}",
      usernameParameter: source === "CustomMessage_AdminCreateUser" ? usernameParameter : null,
    },
    { smsMessage: null, emailMessage: null, emailSubject: null },
  );

export const preSignUp = (
  source: string,
  caller: Caller,
  attributes: Strings,
  validationData: Strings | null,
): object =>
  event(
    "1",
    source,
    caller,
    { userAttributes: attributes, validationData },
    { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  );

export const postConfirmation = (source: string, caller: Caller, attributes: Strings): object =>
  event("1", source, caller, { userAttributes: attributes }, {});

export const postAuthentication = (source: string, caller: Caller, attributes: Strings): object =>
  event("1", source, caller, { userAttributes: attributes, newDeviceUsed: false }, {});

export const preTokenGeneration = (
  source: string,
  caller: Caller,
  attributes: Strings,
  { groups, scopes }: { groups: readonly string[]; scopes: readonly string[] },
): PreTokenGenerationEvent =>
  event(
    "2",
    source,
    caller,
    {
      userAttributes: attributes,
      groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
      scopes,
    },
    { claimsAndScopeOverrideDetails: null },
  );
