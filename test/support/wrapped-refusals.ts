type Refusal = { code: string; text: string };

const error = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

/** One refusal as apps receive it, by its source. */
export const listWrappedRefusals = ({ code, text }: Refusal): Record<string, unknown> => {
  const refusal = `[${code}] ${text}`;
  // Cognito adds a full stop.
  const message = `PreSignUp failed with error ${refusal}.`;
  const name = "UserLambdaValidationException";
  const search = new URLSearchParams({ error_description: message, error: "invalid_request" });
  return {
    "the suite itself": error("Refusal", refusal),
    "a string": refusal,
    "Cognito's message": message,
    "Cognito's older message": `${message} `,
    "the AWS SDK": error(name, message, { $fault: "client", $metadata: { httpStatusCode: 400 } }),
    "Cognito's API": { __type: name, message },
    "Cognito's API as JSON": JSON.stringify({ __type: name, message }),
    "Amplify 6": error(name, message, { recoverySuggestion: "", underlyingError: error(name, message) }),
    "Amplify that only knows the inner error": error("Unknown", "An unknown error has occurred.", {
      underlyingError: error(name, message),
    }),
    "amazon-cognito-identity-js": { code: name, name, message },
    "a rejected fetch": { error: { message } },
    "a cause": new Error("Sign-up failed", { cause: error(name, message) }),
    Android: `com.amazonaws.services.cognitoidentityprovider.model.${name}: ${message} (Service: AmazonCognitoIdentityProvider; Status Code: 400; Error Code: ${name}; Request ID: 21307ea4)`,
    "Amplify Flutter": `LambdaException(message: Sign up failed, recoverySuggestion: See attached exception for more details., underlyingException: com.amazonaws.${name}: ${message} (Service: AmazonCognitoIdentityProvider; Status Code: 400))`,
    "Amplify Flutter 2": `LambdaException {\n  "message": "${message}",\n  "recoverySuggestion": "x"\n}`,
    "a redirect of managed login": `https://app.example.com/callback?${search}&state=x#y`,
    "a redirect of managed login as a URL": new URL(`https://app.example.com/callback?${search}`),
    "its query": `?${search}`,
    "its query with %20": `?error=invalid_request&error_description=${encodeURIComponent(message)}`,
    "its query parameters": search,
    "its query as an object": { error: "invalid_request", error_description: message },
  };
};
