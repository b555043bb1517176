/**
 * A Cognito trigger event, typed for what the suite uses and open for the rest: AWS adds fields and warns against strict
 * validation. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export type CognitoEvent<Request = object, Response = object> = {
  version: string;
  triggerSource: string;
  region: string;
  userPoolId: string;
  userName?: string | null;
  callerContext: { awsSdkVersion?: string; clientId?: string | null };
  request: Request & { userAttributes?: Attributes | null; clientMetadata?: Attributes | null };
  response: Response;
};

/** Strings by Cognito's promise, but they come from users and callers, so they are read through `attribute`. */
export type Attributes = Record<string, unknown>;

export type CustomMessageEvent = CognitoEvent<
  { codeParameter?: string | null; linkParameter?: string | null; usernameParameter?: string | null },
  { smsMessage?: string | null; emailMessage?: string | null; emailSubject?: string | null }
>;

export type PreSignUpEvent = CognitoEvent<
  { validationData?: Attributes | null },
  { autoConfirmUser?: boolean; autoVerifyEmail?: boolean; autoVerifyPhone?: boolean }
>;

export type PostConfirmationEvent = CognitoEvent;

export type PostAuthenticationEvent = CognitoEvent<{ newDeviceUsed?: boolean }>;

export type PreTokenGenerationEvent = CognitoEvent<
  {
    groupConfiguration?: {
      groupsToOverride?: readonly string[] | null;
      iamRolesToOverride?: readonly string[] | null;
      preferredRole?: string | readonly string[] | null;
    } | null;
    scopes?: readonly string[] | null;
  },
  object
>;
