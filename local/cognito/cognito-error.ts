import { createRequire } from "node:module";

type CognitoErrorClass = new (code: string, message: string) => Error & { code: string };

/** The library's own class: its server answers any other with 500. */
export const { CognitoError } = createRequire(import.meta.url)("cognito-local/lib/errors.js") as {
  CognitoError: CognitoErrorClass;
};
