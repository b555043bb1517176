import { createRequire } from "node:module";

type CognitoErrorClass = new (code: string, message: string) => Error & { code: string };

/** The library's class: its server answers all other errors with 500. */
export const { CognitoError } = createRequire(import.meta.url)("cognito-local/lib/errors.js") as {
  CognitoError: CognitoErrorClass;
};
