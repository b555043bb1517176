import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles. Lambda passes the role's credentials in the environment.
 * The SDK's fourteen other sources would add 90 KB to every cold start.
 */
export const defaultProvider = fromEnv;
