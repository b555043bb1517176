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
import { type Call, maskDelivery, normalizeRequest, openCall, runWithRequest } from "./requests.ts";
import { resendConfirmationCode } from "./resend-confirmation-code.ts";

type Answer = Record<string, unknown>;

/** Targets that the library lacks, or that differ too much from Cognito. */
const targets: Record<string, (call: Call) => Promise<Answer>> = {
  AdminCreateUser: adminCreateUser,
  AdminDisableProviderForUser: adminDisableProviderForUser,
  AdminLinkProviderForUser: adminLinkProviderForUser,
  FederatedSignIn: federatedSignIn,
  ListUsers: listUsers,
  ResendConfirmationCode: resendConfirmationCode,
};

/** Messages of Cognito, which apps show to users. */
const messages: Record<string, string> = {
  CodeMismatchException: "Invalid verification code provided, please try again.",
};

const useCognitosMessage = (error: unknown): unknown => {
  if (!(error instanceof CognitoError)) return error;
  return messages[error.code] ? new CognitoError(error.code, messages[error.code] as string) : error;
};

const expiresIn = 3600;

const maskAnswer = (answer: Answer): Answer => {
  const delivery = answer["CodeDeliveryDetails"] as Delivery | undefined;
  const deliveries = answer["CodeDeliveryDetailsList"] as Delivery[] | undefined;
  return {
    ...answer,
    ...(delivery ? { CodeDeliveryDetails: maskDelivery(delivery) } : {}),
    ...(deliveries ? { CodeDeliveryDetailsList: deliveries.map(maskDelivery) } : {}),
  };
};

/** Adds what the library's answers lack. */
const completeAnswer = async (call: Call, target: string, answer: Answer): Promise<Answer> => {
  const tokens = answer["AuthenticationResult"] as Tokens | undefined;
  if (answer["ChallengeName"]) rememberSession(answer["Session"], call.user?.Username);
  if (tokens && target === "RespondToAuthChallenge" && call.user) {
    // The target has changed the user and did not store the refresh token.
    const user = (await call.pool.getUserByUsername(call.context, call.user.Username)) ?? call.user;
    await call.pool.storeRefreshToken(call.context, tokens.RefreshToken, user);
  }
  // A user who was confirmed by the pre sign-up trigger got no message.
  if (answer["UserConfirmed"] === true) return { ...answer, CodeDeliveryDetails: undefined };
  return {
    ...maskAnswer(answer),
    ...(tokens ? { AuthenticationResult: { ...tokens, ExpiresIn: expiresIn, TokenType: "Bearer" } } : {}),
  };
};

/** Cognito's API: the library's targets, with Cognito's checks before and completed answers after. */
export const createRouter = (services: Services): Router => {
  const library = libraryRouter(services);
  return (target) => {
    const own = targets[target];
    const check = checks[target];
    const answerCall = async (context: Context, request: Request): Promise<Answer> => {
      if (!own && !check) return maskAnswer(await library(target)(context, request));
      const call = await openCall(services, context, request);
      const answer = (await check?.(call)) ?? (own ? await own(call) : await library(target)(context, request));
      return completeAnswer(call, target, answer);
    };
    return (context, given) => {
      const request = normalizeRequest(given);
      return runWithRequest({ target, request }, () => answerCall(context, request)).catch((error: unknown) => {
        throw useCognitosMessage(error);
      });
    };
  };
};
