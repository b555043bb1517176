import { randomUUID, sign } from "node:crypto";
import { type Claims, changeTokens, type TokenPair } from "./claims.ts";
import { newPreTokenGenerationEvent, readUserAttributes } from "./events.ts";
import { type Cognito, privateKey, type Services } from "./library.ts";
import { newTokens } from "./own-claims.ts";
import { getCurrentRequest } from "./requests.ts";
import type { RunTrigger } from "./run-trigger.ts";

/** Issued tokens for the console, before and after the trigger. */
export type TokenRecord = {
  sub: string;
  at: string;
  source: string;
  before: TokenPair;
  after: TokenPair;
  refused: string[];
};

const scopes = ["aws.cognito.signin.user.admin"];
const day = 86_400;
const hour = 3600;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const signToken = (claims: Claims): string => {
  // The library serves the public key at .well-known/jwks.json.
  const text = `${encode({ kid: "CognitoLocal", alg: "RS256" })}.${encode(claims)}`;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), privateKey.pem).toString("base64url")}`;
};

/** Makes the three tokens with the changes of the pre token generation trigger. */
export const createTokenGenerator = (
  cognito: Cognito,
  runTrigger: RunTrigger,
  issuer: string,
  remember: (record: TokenRecord) => void,
): Services["tokenGenerator"] => ({
  generate: async (context, given, groups, client, clientMetadata, librarySource) => {
    const challenge = getCurrentRequest()["ChallengeName"];
    const source = `TokenGeneration_${challenge === "NEW_PASSWORD_REQUIRED" ? "NewPasswordChallenge" : librarySource}`;
    const pool = await cognito.getUserPool(context, client.UserPoolId);
    // A new password has changed the user's status since the library read the user.
    const user = (await pool.getUserByUsername(context, given.Username)) ?? given;
    const now = Math.floor(Date.now() / 1000);
    const caller = {
      userPoolId: client.UserPoolId,
      userName: user.Username,
      clientId: client.ClientId,
      clientMetadata,
    };
    const event = newPreTokenGenerationEvent(source, caller, readUserAttributes(user), { groups, scopes });
    const before = newTokens(event, {
      issuer: `${issuer}/${client.UserPoolId}`,
      now,
      idLife: (client.IdTokenValidity ?? 1) * hour,
      accessLife: (client.AccessTokenValidity ?? 1) * hour,
      newId: randomUUID,
    });
    const { refused, ...after } = changeTokens(before, await runTrigger("PreTokenGeneration", event));
    const at = new Date(now * 1000).toISOString();
    remember({ sub: String(before.id["sub"]), at, source, before, after, refused });
    return {
      AccessToken: signToken(after.access),
      IdToken: signToken(after.id),
      RefreshToken: signToken({
        jti: randomUUID(),
        iat: now,
        exp: now + (client.RefreshTokenValidity ?? 30) * day,
        "cognito:username": user.Username,
      }),
    };
  },
});
