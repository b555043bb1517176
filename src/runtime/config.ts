import { SettingsError } from "./errors.ts";

/** The environment variables that serverless.yml sets. Each function reads only those that it uses. */
type Variable =
  | "AWS_REGION"
  | "AWS_ENDPOINT_URL_SECRETS_MANAGER"
  | "AWS_ENDPOINT_URL_SSM"
  | "APP_CLIENT_IDS"
  | "CAPTCHA_SECRET"
  | "COGNITO_URL"
  | "ENSURE_PROFILE_FUNCTION"
  | "MAIL_CONFIGURATION_SET"
  | "MAIL_FROM"
  | "PAGES_URL"
  | "PASSWORD_LENGTH"
  | "STAGE"
  | "TABLE_NAME"
  | "USER_POOL_ID";

export const readOptional = (
  name: Variable,
  environment: Record<string, string | undefined> = process.env,
): string | undefined => environment[name]?.trim() || undefined;

/**
 * Reads the named environment variables, trimmed.
 * @throws SettingsError that lists all missing variables
 */
export const readEnvironment = <Name extends Variable>(
  names: readonly Name[],
  environment: Record<string, string | undefined> = process.env,
): Record<Name, string> => {
  const values = names.map((name) => [name, environment[name]?.trim() ?? ""] as const);
  const missing = values.filter(([, value]) => value === "").map(([name]) => name);
  if (missing.length > 0)
    throw new SettingsError(`Missing environment: ${missing.join(", ")}. Set them in serverless.yml or in your shell.`);
  return Object.fromEntries(values) as Record<Name, string>;
};
