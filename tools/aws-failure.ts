/** What the AWS SDK and Node.js say of a call that came to nothing. */
type Failure = Error & {
  code?: string;
  address?: string;
  port?: number;
  hostname?: string;
  /** Of a name with several addresses: one for each. */
  errors?: Failure[];
  $metadata?: { httpStatusCode?: number; requestId?: string };
};

/** Errors of missing, bad or expired credentials: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and what single services call it. */
export const notSignedIn = [
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
const notAllowed = ["AccessDenied", "AccessDeniedException", "NotAuthorizedException", "UnauthorizedOperation"];
const wrongClock = ["RequestExpired", "RequestTimeTooSkewed"];
const tooMuch = /Throttl|TooManyRequests|ThroughputExceeded|RequestLimitExceeded/;

const unknownName = ["ENOTFOUND", "EAI_AGAIN"];
const brokenLine = ["ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"];
const untrusted = /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_.+|CERT_.+)$/;

/** Some messages go on for pages: of a wrong signature, all that was to be signed. */
const firstLine = (text = ""): string => text.split("\n")[0]?.trim().replace(/\.$/, "") ?? "";

const ofNetwork = ({ name, code = "", message, port, address, hostname, errors, $metadata }: Failure) => {
  if (code === "ECONNREFUSED") {
    const [refused = { port, address }] = errors ?? [];
    return `Nothing answers at ${refused.address} on port ${refused.port}. Stage local is there while npm start runs, on the ports that it was given; for another stage, see what AWS_ENDPOINT_URL says.`;
  }
  if (unknownName.includes(code))
    return `Nobody knows where ${hostname} is (${code}). Is there a network, and is the region in config/<stage>.yml one of AWS's?`;
  if (brokenLine.includes(code) || (name === "TimeoutError" && $metadata))
    return `The line to AWS broke (${code || name}: ${firstLine(message)}). See to the network, and run it again.`;
  return untrusted.test(code)
    ? `The certificate that came for AWS is not trusted here (${code}). If your network has a proxy that reads along, name its certificate in NODE_EXTRA_CA_CERTS.`
    : undefined;
};

/**
 * What the person at the terminal can do about a failed call to AWS, in one line; undefined for what is no such failure.
 */
export const awsFailure = (error: unknown): string | undefined => {
  const failure = (error ?? {}) as Failure;
  const { name = "", message, $metadata: { httpStatusCode: status, requestId } = {} } = failure;
  const said = `${name}: ${firstLine(message)}`;
  if (wrongClock.includes(name) || (notSignedIn.includes(name) && /signature (?:expired|not yet)/i.test(message)))
    return `The clock of this machine is wrong (${said}). Set it, and run it again.`;
  if (notSignedIn.includes(name))
    return `AWS takes no credentials from here (${said}): sign in, for example with aws sso login, and set AWS_PROFILE.`;
  if (notAllowed.includes(name)) return `These credentials may not do that (${said}).`;
  if (name === "ResourceNotFoundException")
    return /user pool/i.test(message)
      ? `This stage has no such user pool (${firstLine(message)}): deploy it first, or name the right one. It was looked for in the region of config/<stage>.yml and the account of your credentials (AWS_PROFILE).`
      : "This stage has no such table: deploy it first, or name the table with --table. It was looked for in the region of config/<stage>.yml and the account of your credentials (AWS_PROFILE).";
  if (tooMuch.test(name))
    return `That was too much for AWS at once (${said}). Run it again later, or with a lower --limit.`;
  const network = ofNetwork(failure);
  if (network || status === undefined) return network;
  const request = requestId ? `, request ${requestId}` : "";
  return status >= 500
    ? `AWS has a fault of its own (${said}${request}). Run it again later.`
    : `AWS refused it (${said}${request}). See to the options of the command and to config/<stage>.yml.`;
};
