/** An error of the AWS SDK or of Node.js. */
type Failure = Error & {
  code?: string;
  address?: string;
  port?: number;
  hostname?: string;
  /** One error for each address of a host name. */
  errors?: Failure[];
  $metadata?: { httpStatusCode?: number; requestId?: string };
};

/**
 * Errors of missing, wrong or expired credentials, including names that single services use.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export const credentialErrors = [
  "CredentialsProviderError",
  "TokenProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
];
const permissionErrors = ["AccessDenied", "AccessDeniedException", "NotAuthorizedException", "UnauthorizedOperation"];
const clockErrors = ["RequestExpired", "RequestTimeTooSkewed"];
const throttlingError = /Throttl|TooManyRequests|ThroughputExceeded|RequestLimitExceeded/;

const nameResolutionErrors = ["ENOTFOUND", "EAI_AGAIN"];
const connectionErrors = ["ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"];
const certificateError = /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_.+|CERT_.+)$/;

/** Some messages are pages long: a wrong signature comes with the whole string to sign. */
const readFirstLine = (text = ""): string => text.split("\n")[0]?.trim().replace(/\.$/, "") ?? "";

const describeNetworkFailure = ({ name, code = "", message, port, address, hostname, errors, $metadata }: Failure) => {
  if (code === "ECONNREFUSED") {
    const [refused = { port, address }] = errors ?? [];
    return `Nothing answers at ${refused.address} on port ${refused.port}. For stage local, run npm start on the same ports; for another stage, check AWS_ENDPOINT_URL.`;
  }
  if (nameResolutionErrors.includes(code))
    return `Cannot resolve ${hostname} (${code}). Check the network connection, and that the region in config/<stage>.yml is an AWS Region.`;
  if (connectionErrors.includes(code) || (name === "TimeoutError" && $metadata))
    return `The connection to AWS failed (${code || name}: ${readFirstLine(message)}). Check the network and run the command again.`;
  return certificateError.test(code)
    ? `The certificate of the AWS endpoint is not trusted (${code}). If a proxy inspects your traffic, name its certificate in NODE_EXTRA_CA_CERTS.`
    : undefined;
};

/** One line that says how to fix a failed call to AWS; undefined for any other error. */
export const explainAwsFailure = (error: unknown): string | undefined => {
  const failure = (error ?? {}) as Failure;
  const { name = "", message, $metadata: { httpStatusCode: status, requestId } = {} } = failure;
  const said = `${name}: ${readFirstLine(message)}`;
  if (clockErrors.includes(name) || (credentialErrors.includes(name) && /signature (?:expired|not yet)/i.test(message)))
    return `The clock of this machine is wrong (${said}). Set it and run the command again.`;
  if (credentialErrors.includes(name))
    return `AWS did not accept your credentials (${said}). Sign in, for example with aws sso login, and set AWS_PROFILE.`;
  if (permissionErrors.includes(name))
    return `Your credentials do not allow this (${said}). Use others, or add the permission.`;
  if (name === "ResourceNotFoundException")
    return /user pool/i.test(message)
      ? `This stage has no such user pool (${readFirstLine(message)}) in the region of config/<stage>.yml and the account of your credentials (AWS_PROFILE). Deploy the stage first, or name the right pool.`
      : "This stage has no such table in the region of config/<stage>.yml and the account of your credentials (AWS_PROFILE). Deploy the stage first, or name the table with --table.";
  if (throttlingError.test(name))
    return `AWS throttled the requests (${said}). Run the command again later, or with a lower --limit.`;
  const network = describeNetworkFailure(failure);
  if (network || status === undefined) return network;
  const request = requestId ? `, request ${requestId}` : "";
  return status >= 500
    ? `AWS failed to process the request (${said}${request}). Run the command again later.`
    : `AWS rejected the request (${said}${request}). Check the command's options and config/<stage>.yml.`;
};
