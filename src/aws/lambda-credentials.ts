import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles. Lambda hands a function its role's credentials in the
 * environment; the other fourteen places the SDK would look in are 90 KB that every cold start would read.
 */
export const defaultProvider = fromEnv;
