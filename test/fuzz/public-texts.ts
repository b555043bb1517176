import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { languages } from "../../src/templates/languages.ts";

/** All refusals, by code. */
const translated = new Set(
  Object.values(languages).flatMap(({ refusals }) =>
    Object.entries(refusals).map(([code, text]) => `[${code}] ${text}`),
  ),
);
/** Whether the event asks for no language other than English. */
export const isEnglish = ({ request, callerContext }: CognitoEvent): boolean =>
  callerContext?.clientId !== "localnorthwind" &&
  [request?.clientMetadata, request?.userAttributes].every(
    (said) => !said || !["locale", "custom:locale"].some((name) => Object.hasOwn(said, name)),
  );

/** Whether users may read this text. */
export const isPublic = (error: Error | undefined, event: CognitoEvent): boolean =>
  error?.name === "Refusal" &&
  translated.has(error.message) &&
  (!isEnglish(event) ||
    Object.entries(languages.en.refusals).some(([code, text]) => error.message === `[${code}] ${text}`));
