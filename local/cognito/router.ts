import { adminCreateUser } from "./admin-create-user.ts";
import { checks, rememberSession } from "./checks.ts";
import { CognitoError } from "./cognito-error.ts";
import { federatedSignIn } from "./federated-sign-in.ts";
import { adminDisableProviderForUser, adminLinkProviderForUser } from "./identities.ts";
import {
  type Context,
  type Delivery,
  Router as libraryRouter,
  type Request,
  type Router,
  type Services,
  type Tokens,
} from "./library.ts";
import { listUsers } from "./list-users.ts";
import { type Call, duringRequest, maskDelivery, normalise, openCall } from "./requests.ts";
import { resendConfirmationCode } from "./resend-confirmation-code.ts";

type Answer = Record<string, unknown>;

/** Targets that the library lacks, or that differ too much from Cognito's. */
const targets: Record<string, (call: Call) => Promise<Answer>> = {
  AdminCreateUser: adminCreateUser,
  AdminDisableProviderForUser: adminDisableProviderForUser,
  AdminLinkProviderForUser: adminLinkProviderForUser,
  FederatedSignIn: federatedSignIn,
  ListUsers: listUsers,
  ResendConfirmationCode: resendConfirmationCode,
};

/** Cognito's own words, which reach the person through an app. */
const words: Record<string, string> = {
  CodeMismatchException: "Invalid verification code provided, please try again.",
};

const inCognitosWords = (error: unknown): unknown => {
  if (!(error instanceof CognitoError)) return error;
  return words[error.code] ? new CognitoError(error.code, words[error.code] as string) : error;
};

const expiresIn = 3600;

const masked = (answer: Answer): Answer => {
  const delivery = answer["CodeDeliveryDetails"] as Delivery | undefined;
  const deliveries = answer["CodeDeliveryDetailsList"] as Delivery[] | undefined;
  return {
    ...answer,
    ...(delivery ? { CodeDeliveryDetails: maskDelivery(delivery) } : {}),
    ...(deliveries ? { CodeDeliveryDetailsList: deliveries.map(maskDelivery) } : {}),
  };
};

/** What the library's answers lack. */
const complete = async (call: Call, target: string, answer: Answer): Promise<Answer> => {
  const tokens = answer["AuthenticationResult"] as Tokens | undefined;
  if (answer["ChallengeName"]) rememberSession(answer["Session"], call.user?.Username);
  if (tokens && target === "RespondToAuthChallenge" && call.user) {
    // Read again: the target has changed the user, and its refresh token is kept nowhere.
    const user = (await call.pool.getUserByUsername(call.context, call.user.Username)) ?? call.user;
    await call.pool.storeRefreshToken(call.context, tokens.RefreshToken, user);
  }
  // A user whom the pre sign-up trigger confirmed was sent nothing.
  if (answer["UserConfirmed"] === true) return { ...answer, CodeDeliveryDetails: undefined };
  return {
    ...masked(answer),
    ...(tokens ? { AuthenticationResult: { ...tokens, ExpiresIn: expiresIn, TokenType: "Bearer" } } : {}),
  };
};

/** Cognito's API: the library's targets between Cognito's checks and the parts that it leaves out. */
export const createRouter = (services: Services): Router => {
  const library = libraryRouter(services);
  return (target) => {
    const own = targets[target];
    const check = checks[target];
    const answerOf = async (context: Context, request: Request): Promise<Answer> => {
      if (!own && !check) return masked(await library(target)(context, request));
      const call = await openCall(services, context, request);
      const answer = (await check?.(call)) ?? (own ? await own(call) : await library(target)(context, request));
      return complete(call, target, answer);
    };
    return (context, given) => {
      const request = normalise(given);
      return duringRequest({ target, request }, () => answerOf(context, request)).catch((error: unknown) => {
        throw inCognitosWords(error);
      });
    };
  };
};
