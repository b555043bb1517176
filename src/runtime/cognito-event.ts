/**
 * A Cognito trigger event: the fields that the suite uses, all others allowed. AWS adds fields and advises against
 * strict validation.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
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

/** Cognito promises strings, but users and callers write these values. Read them with `readAttribute`. */
export type Attributes = Record<string, unknown>;

export type CustomMessageEvent = CognitoEvent<
  { codeParameter?: string | null; usernameParameter?: string | null },
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
