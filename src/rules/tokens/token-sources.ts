/**
 * The trigger sources for tokens of users.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const personSources: readonly string[] = [
  "TokenGeneration_HostedAuth",
  "TokenGeneration_Authentication",
  "TokenGeneration_NewPasswordChallenge",
  "TokenGeneration_AuthenticateDevice",
  "TokenGeneration_RefreshTokens",
];

/** A client credentials grant, in version 3 events only; the token has no user. */
export const machineSource = "TokenGeneration_ClientCredentials";
