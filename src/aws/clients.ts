/** Milliseconds; every call fits well into a trigger's deadline. */
type Timeouts = { connectionTimeout: number; requestTimeout: number };

/**
 * What every AWS client is given, so that none of it is looked up in files or probed at run time.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
 */
export const createClientSettings = (region: string, maxAttempts: number, timeouts: Timeouts) => ({
  region,
  maxAttempts,
  retryMode: "standard" as const,
  defaultsMode: "in-region" as const,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  // requestTimeout ends with the answer's head; of a connection that dies after it, only the socket's own hears nothing.
  requestHandler: { ...timeouts, socketTimeout: timeouts.requestTimeout, throwOnRequestTimeout: true },
});
