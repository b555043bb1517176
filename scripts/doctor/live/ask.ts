import { SettingsError } from "../../../src/errors.ts";
import type { Finding } from "../finding.ts";

type AwsError = Error & { $metadata?: { httpStatusCode?: number } };

const nameOf = (error: unknown): string => (error as AwsError).name ?? "";

const withoutCredentials = /^(?:CredentialsProviderError|TokenProviderError)$/;
const badCredentials =
  /^(?:ExpiredToken(?:Exception)?|InvalidClientTokenId|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch|InvalidAccessKeyId|IncompleteSignature)$/;
const refused = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorizedException)$/;
const absent = /^(?:NotFoundException|NoSuchEntity(?:Exception)?|ResourceNotFoundException|NoSuchResourceException)$/;

/** What AWS answered: what was asked for, that it does not exist, or that these credentials may not ask. */
export type Answer<Value> = { value: Value } | { absent: true } | { unreadable: Finding };

/**
 * Asks AWS one thing. `action` is the IAM action that it needs.
 * @throws SettingsError where there are no usable credentials, for then nothing can be asked
 */
export const ask = async <Value>(
  action: string,
  resource: string,
  call: () => Promise<Value>,
): Promise<Answer<Value>> => {
  try {
    return { value: await call() };
  } catch (error) {
    const name = nameOf(error);
    if (withoutCredentials.test(name))
      throw new SettingsError(
        "There are no AWS credentials, and --live asks AWS. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login; without --live the doctor needs none.",
      );
    if (badCredentials.test(name))
      throw new SettingsError(`AWS does not take these credentials (${name}). Renew them: aws sso login, or new keys.`);
    if (absent.test(name)) return { absent: true };
    const denied = refused.test(name) || (error as AwsError).$metadata?.httpStatusCode === 403;
    return {
      unreadable: {
        rule: "live-unreadable",
        resource,
        wrong: denied
          ? "these credentials may not look at it."
          : `AWS did not answer: ${name} ${(error as Error).message}.`,
        fix: denied ? `allow ${action}, or have somebody run it who may.` : "try again.",
      },
    };
  }
};
