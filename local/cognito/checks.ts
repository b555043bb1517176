/**
 * Checks that Cognito makes and cognito-local does not.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
import { assertPassword, attributeOf, type Call, fail, pretendDelivery, stringsOf, textOf } from "./requests.ts";

/** Returns the response, throws an error, or returns undefined to run the target. */
type Check = (call: Call) => Promise<Record<string, unknown> | undefined> | Record<string, unknown> | undefined;

const sessions = new Map<string, string>();

/** A challenge's session is valid once, for its user. */
export const rememberSession = (session: unknown, userName: string | undefined): void => {
  if (typeof session === "string" && userName !== undefined) sessions.set(session, userName);
};

const checkSignUp: Check = ({ pool, request, user }) => {
  if (user) fail("UsernameExistsException", "User already exists");
  assertPassword(pool, textOf(request, "Password"));
  return undefined;
};

const checkConfirmSignUp: Check = ({ user }) => {
  if (!user) return fail("CodeMismatchException", "Invalid verification code provided, please try again.");
  if (user.UserStatus !== "UNCONFIRMED")
    fail("NotAuthorizedException", `User cannot be confirmed. Current status is ${user.UserStatus}`);
  return undefined;
};

const checkForgotPassword: Check = ({ user, request }) => {
  if (!user) return pretendDelivery(request);
  if (user.UserStatus === "FORCE_CHANGE_PASSWORD")
    fail("NotAuthorizedException", "User password cannot be reset in the current state.");
  if (attributeOf(user, "email_verified") !== "true")
    fail(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  return undefined;
};

const checkConfirmForgotPassword: Check = ({ pool, request, user }) => {
  if (!user) return fail("CodeMismatchException", "Invalid verification code provided, please try again.");
  if (!user.ConfirmationCode) fail("ExpiredCodeException", "Invalid code provided, please request a code again.");
  assertPassword(pool, textOf(request, "Password"));
  return undefined;
};

const checkInitiateAuth: Check = ({ request, user }) => {
  if (request["AuthFlow"] !== "USER_PASSWORD_AUTH" && request["AuthFlow"] !== "ADMIN_USER_PASSWORD_AUTH")
    return undefined;
  if (user?.Password !== stringsOf(request, "AuthParameters")["PASSWORD"])
    fail("NotAuthorizedException", "Incorrect username or password.");
  if (user?.Enabled === false) fail("NotAuthorizedException", "User is disabled.");
  return undefined;
};

const checkRespondToAuthChallenge: Check = ({ pool, request, user }) => {
  const session = textOf(request, "Session");
  if (!user || sessions.get(session) !== user.Username) fail("NotAuthorizedException", "Invalid session for the user.");
  if (request["ChallengeName"] === "NEW_PASSWORD_REQUIRED")
    assertPassword(pool, stringsOf(request, "ChallengeResponses")["NEW_PASSWORD"] ?? "");
  sessions.delete(session);
  return undefined;
};

export const checks: Record<string, Check> = {
  SignUp: checkSignUp,
  ConfirmSignUp: checkConfirmSignUp,
  ForgotPassword: checkForgotPassword,
  ConfirmForgotPassword: checkConfirmForgotPassword,
  InitiateAuth: checkInitiateAuth,
  AdminInitiateAuth: checkInitiateAuth,
  RespondToAuthChallenge: checkRespondToAuthChallenge,
};
