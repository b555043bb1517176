/** The service of serverless.yml, which names and tags everything that is deployed. */
export const service = "cognito-trigger-suite";
