/** In milliseconds. Triggers also abort calls at their own deadline; workers have longer limits. */
type Timeouts = { connectionTimeout: number; requestTimeout: number };

/**
 * Settings for every AWS client. With them, the SDK neither reads files nor probes the environment at run time.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html
 */
export const createClientSettings = (region: string, maxAttempts: number, timeouts: Timeouts) => ({
  region,
  maxAttempts,
  retryMode: "standard" as const,
  defaultsMode: "in-region" as const,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  // requestTimeout covers the time until the response headers. Only socketTimeout detects a connection that dies later.
  requestHandler: { ...timeouts, socketTimeout: timeouts.requestTimeout, throwOnRequestTimeout: true },
});
