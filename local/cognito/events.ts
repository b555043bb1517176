/**
 * Trigger events as Cognito sends them, nulls included.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
import { placeholders } from "../../src/rules/mail/message-contract.ts";
import type { CognitoEvent, PreTokenGenerationEvent } from "../../src/runtime/cognito-event.ts";
import { region } from "../settings.ts";
import type { Attribute, Metadata, User } from "./library.ts";

export type Caller = { userPoolId: string; userName: string; clientId: string | null; clientMetadata: Metadata };
export type Strings = Record<string, string>;

export const { code: codeParameter, userName: usernameParameter } = placeholders;

/** The client ID in events of calls with administrator credentials. */
const noClient = "CLIENT_ID_NOT_APPLICABLE";

const toRecord = (attributes: readonly Attribute[]): Strings =>
  Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value ?? ""]));

/** A stored user's attributes. As in Cognito, there is always a `_verified` attribute. */
export const readUserAttributes = ({ Attributes, UserStatus }: Pick<User, "Attributes" | "UserStatus">): Strings => {
  const known = toRecord(Attributes);
  return {
    ...(known["email"] ? { email_verified: "false" } : {}),
    ...(known["phone_number"] ? { phone_number_verified: "false" } : {}),
    "cognito:user_status": UserStatus,
    ...known,
  };
};

/** Before sign-up, a user has no `sub` and no status. */
export const readSignUpAttributes = (attributes: readonly Attribute[]): Strings =>
  toRecord(attributes.filter(({ Name }) => Name !== "sub"));

const newEvent = <Request extends object>(
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

export const newCustomMessageEvent = (source: string, caller: Caller, attributes: Strings): object =>
  newEvent(
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

export const newPreSignUpEvent = (
  source: string,
  caller: Caller,
  attributes: Strings,
  validationData: Strings | null,
): object =>
  newEvent(
    "1",
    source,
    caller,
    { userAttributes: attributes, validationData },
    { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  );

export const newPostConfirmationEvent = (source: string, caller: Caller, attributes: Strings): object =>
  newEvent("1", source, caller, { userAttributes: attributes }, {});

export const newPostAuthenticationEvent = (source: string, caller: Caller, attributes: Strings): object =>
  newEvent("1", source, caller, { userAttributes: attributes, newDeviceUsed: false }, {});

export const newPreTokenGenerationEvent = (
  source: string,
  caller: Caller,
  attributes: Strings,
  { groups, scopes }: { groups: readonly string[]; scopes: readonly string[] },
): PreTokenGenerationEvent =>
  newEvent(
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
