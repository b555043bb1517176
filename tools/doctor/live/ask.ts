import { credentialErrors, explainAwsFailure } from "../../aws-failure.ts";
import type { Finding } from "../finding.ts";

const refused = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorizedException)$/;
const absent = /^(?:NotFoundException|NoSuchEntity(?:Exception)?|ResourceNotFoundException|NoSuchResourceException)$/;

export type Answer<Value> = { value: Value } | { absent: true } | { unreadable: Finding };

/**
 * Makes one call to AWS. `action` is the IAM action that the call needs.
 * @throws the SDK's error if the credentials are missing or wrong
 */
export const askAws = async <Value>(
  action: string,
  resource: string,
  call: () => Promise<Value>,
): Promise<Answer<Value>> => {
  try {
    return { value: await call() };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if (credentialErrors.includes(name)) throw error;
    if (absent.test(name)) return { absent: true };
    const isDenied = refused.test(name) || $metadata?.httpStatusCode === 403;
    const wrong = isDenied ? "your credentials may not read it." : (explainAwsFailure(error) ?? `${name}: ${message}.`);
    const fix = isDenied ? `allow ${action}, or use other credentials.` : "try again.";
    return { unreadable: { rule: "live-unreadable", resource, wrong, fix } };
  }
};

type Condition = [isWrong: boolean, wrong: string, fix: string, note?: boolean];

/** The findings of a rule for one resource: the conditions that are wrong. */
export const listFindings = (rule: string, resource: string, ...conditions: Condition[]): Finding[] =>
  conditions
    .filter(([isWrong]) => isWrong)
    .map(([, wrong, fix, note]) => ({ rule, resource, wrong, fix, ...(note && { note }) }));
