/** `error` is Cognito's name for the error; empty on success. */
export type Answer = { error: string; message: string };

/** Calls a Cognito operation that needs no credentials. Never rejects: a lost answer is an error like any other. */
export const callCognito = async (
  cognitoUrl: string,
  operation: "ConfirmSignUp" | "ConfirmForgotPassword" | "ForgotPassword" | "ResendConfirmationCode",
  input: object,
): Promise<Answer> => {
  try {
    const response = await fetch(cognitoUrl, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(input),
      credentials: "omit",
    });
    if (response.ok) return { error: "", message: "" };
    const { __type = "", message = "" } = (await response.json()) as { __type?: string; message?: string };
    return { error: __type.split("#").pop() || "UnknownError", message };
  } catch {
    return { error: "NoAnswer", message: "" };
  }
};
