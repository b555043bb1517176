import { ConfirmSignUpCommand, InitiateAuthCommand, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { clientId, cognito, mailNumber, readCode } from "./clients.ts";

export const password = "Correct-horse-7";

let users = 0;

/** A new, unused email address. */
export const newAddress = (): string => {
  users += 1;
  return `ada-${process.pid}-${Date.now()}-${users}@example.com`;
};

/** Signs a user up. @returns the sub */
export const signUp = async (email: string, attributes: Record<string, string> = {}): Promise<string> => {
  const { UserSub = "" } = await cognito.send(
    new SignUpCommand({
      ClientId: clientId,
      Username: email,
      Password: password,
      UserAttributes: Object.entries({ email, given_name: "Ada", ...attributes }).map(([Name, Value]) => ({
        Name,
        Value,
      })),
    }),
  );
  return UserSub;
};

export const confirm = (email: string, ConfirmationCode: string) =>
  cognito.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode }));

export const signIn = (USERNAME: string, PASSWORD = password) =>
  cognito.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );

/** A user who has signed up, confirmed, and received the welcome mail. */
export const signUpConfirmedPerson = async (
  attributes: Record<string, string> = {},
): Promise<{ email: string; sub: string }> => {
  const email = newAddress();
  const sub = await signUp(email, attributes);
  await confirm(email, readCode(await mailNumber(email, 1)));
  await mailNumber(email, 2);
  return { email, sub };
};
