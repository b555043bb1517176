import { nobodysAws } from "./nobodys-aws.ts";

// Removes the developer's own values. Jest gives every test file a copy of the environment.
for (const name of Object.keys(process.env))
  if (/^AWS_|^(?:SUITE_CONFIG|LOCAL_STATE|DYNAMODB_ENDPOINT|FORCE_COLOR)$/.test(name)) delete process.env[name];

/** The functions' environment from serverless.yml, so that their modules load. No server answers at these addresses. */
Object.assign(process.env, {
  ...nobodysAws,
  AWS_REGION: "local",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  APP_CLIENT_IDS: "localwebclient",
  COGNITO_URL: "http://localhost:9229",
  ENSURE_PROFILE_FUNCTION: "cognito-trigger-suite-test-ensureProfile",
  MAIL_CONFIGURATION_SET: "cognito-trigger-suite-test",
  MAIL_FROM: "Example <no-reply@example.com>",
  PAGES_URL: "https://accounts.example.com",
  PASSWORD_LENGTH: "10",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  STAGE: "test",
  TABLE_NAME: "cognito-trigger-suite-test",
});
