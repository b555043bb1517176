/**
 * Why a token is made, when it is a person's.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const personSources: readonly string[] = [
  "TokenGeneration_HostedAuth",
  "TokenGeneration_Authentication",
  "TokenGeneration_NewPasswordChallenge",
  "TokenGeneration_AuthenticateDevice",
  "TokenGeneration_RefreshTokens",
];

/** A client credentials grant: version 3 events only, and nobody's token. */
export const machineSource = "TokenGeneration_ClientCredentials";
