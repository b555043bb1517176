/** The texts for Cognito's errors, by error name. */
export const problems: Record<string, string> = {
  CodeMismatchException: "invalid",
  ExpiredCodeException: "expired",
  UserNotFoundException: "invalid",
  LimitExceededException: "tooMany",
  TooManyRequestsException: "tooMany",
  TooManyFailedAttemptsException: "tooMany",
  InvalidPasswordException: "weak",
  PasswordHistoryPolicyViolationException: "used",
};
