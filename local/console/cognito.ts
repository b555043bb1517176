import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { awsClient, clientId, poolId } from "../settings.ts";

/** The operations that the console may call. */
const commands = {
  AdminCreateUser: AdminCreateUserCommand,
  ConfirmForgotPassword: ConfirmForgotPasswordCommand,
  ConfirmSignUp: ConfirmSignUpCommand,
  ForgotPassword: ForgotPasswordCommand,
  InitiateAuth: InitiateAuthCommand,
  ListUsers: ListUsersCommand,
  ResendConfirmationCode: ResendConfirmationCodeCommand,
  RespondToAuthChallenge: RespondToAuthChallengeCommand,
  SignUp: SignUpCommand,
};

type Operation = keyof typeof commands;
type CallCognito = (operation: Operation, input: object) => Promise<object>;

export const isOperation = (name: string): name is Operation => Object.hasOwn(commands, name);

const poolOperations = new Set<Operation>(["AdminCreateUser", "ListUsers"]);

/** Calls the local Cognito with the SDK, for the local pool and client. */
export const createCallCognito = (endpoint: string): CallCognito => {
  const client = new CognitoIdentityProviderClient({ ...awsClient, endpoint, maxAttempts: 1 });
  return async (operation, input) => {
    const { ClientId = clientId } = input as { ClientId?: string };
    const scope = poolOperations.has(operation) ? { UserPoolId: poolId, ClientId: undefined } : { ClientId };
    // Cognito checks the input, and the console shows its error.
    const command = new (commands[operation] as typeof SignUpCommand)({ ...input, ...scope } as never);
    const { $metadata: _metadata, ...answer } = await client.send(command);
    return answer;
  };
};
