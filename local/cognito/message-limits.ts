/**
 * What Cognito accepts from a custom message trigger.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html
 * Independent of the suite's own checks, so that each finds mistakes in the other.
 */
import { codeParameter, usernameParameter } from "./events.ts";
import type { MessageSource } from "./library.ts";

export type CustomMessage = { emailMessage?: string; emailSubject?: string; smsMessage?: string };

const part = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\v\f\r ]`;
const message = new RegExp(String.raw`^${part}*\{####\}${part}*$`, "u");
const subject = new RegExp(`^${part}+$`, "u");

const parts = {
  emailMessage: { least: 6, most: 20_000, pattern: message },
  emailSubject: { least: 1, most: 140, pattern: subject },
  smsMessage: { least: 6, most: 140, pattern: message },
} as const;

const findBreach = (name: keyof typeof parts, value: unknown, source: MessageSource): string | undefined => {
  const { least, most, pattern } = parts[name];
  if (typeof value !== "string") return `${name} is not a string`;
  if (value.length < least || value.length > most)
    return `${name} has ${value.length} characters, not ${least} to ${most}`;
  if (name !== "emailSubject" && !value.includes(codeParameter)) return `${name} lacks ${codeParameter}`;
  if (name !== "emailSubject" && source === "AdminCreateUser" && !value.includes(usernameParameter))
    return `${name} lacks ${usernameParameter}`;
  if (!pattern.test(value)) return `${name} does not match ${pattern.source}`;
  return undefined;
};

/** The trigger's message, or why Cognito would reject it. Null means the pool's own text. */
export const readCustomMessage = (
  response: Record<string, unknown>,
  source: MessageSource,
): { message: CustomMessage } | { breach: string } => {
  const given = (Object.keys(parts) as (keyof typeof parts)[]).filter(
    (name) => response[name] !== null && response[name] !== undefined && response[name] !== "",
  );
  const found = given.map((name) => findBreach(name, response[name], source)).find((text) => text !== undefined);
  if (found !== undefined) return { breach: found };
  return { message: Object.fromEntries(given.map((name) => [name, response[name] as string])) };
};
