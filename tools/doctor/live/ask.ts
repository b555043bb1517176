import { awsFailure, notSignedIn } from "../../aws-failure.ts";
import type { Finding } from "../finding.ts";

const refused = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorizedException)$/;
const absent = /^(?:NotFoundException|NoSuchEntity(?:Exception)?|ResourceNotFoundException|NoSuchResourceException)$/;

/** What AWS answered: what was asked for, that it does not exist, or that these credentials may not ask. */
export type Answer<Value> = { value: Value } | { absent: true } | { unreadable: Finding };

/**
 * Asks AWS one thing. `action` is the IAM action that it needs.
 * @throws the error of missing or bad credentials, for then nothing can be asked
 */
export const ask = async <Value>(
  action: string,
  resource: string,
  call: () => Promise<Value>,
): Promise<Answer<Value>> => {
  try {
    return { value: await call() };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if (notSignedIn.includes(name)) throw error;
    if (absent.test(name)) return { absent: true };
    const isDenied = refused.test(name) || $metadata?.httpStatusCode === 403;
    const wrong = isDenied ? "these credentials may not look at it." : (awsFailure(error) ?? `${name}: ${message}.`);
    const fix = isDenied ? `allow ${action}, or have it run by someone who may.` : "try again.";
    return { unreadable: { rule: "live-unreadable", resource, wrong, fix } };
  }
};

type Problem = [isWrong: boolean, wrong: string, fix: string, note?: boolean];

/** What a rule finds at one place: of its problems those that there are. */
export const findings = (rule: string, resource: string, ...problems: Problem[]): Finding[] =>
  problems
    .filter(([isWrong]) => isWrong)
    .map(([, wrong, fix, note]) => ({ rule, resource, wrong, fix, ...(note && { note }) }));
