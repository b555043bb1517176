import { type Rule, when } from "./rule.ts";

const existing: Rule = ({ region, userPool }, { raw }) => {
  const { existing: pool, id, appClientIds } = userPool;
  const elsewhere = (path: string, given: string | undefined) =>
    when(
      given !== undefined && !given.startsWith(`${region}_`),
      path,
      `${given} is not in the stage's region ${region}: a trigger and its pool are in one region`,
    );
  const ours = ["clients", "resourceServers", "signInPages", "federation", "identityPool"];
  return [
    ...elsewhere("userPool.existing", pool),
    ...elsewhere("userPool.id", id),
    ...when(
      pool !== undefined && appClientIds.length === 0,
      "userPool.appClientIds",
      "name the app clients whose links the pages honour, for the stack makes none for a pool that is there already",
    ),
    ...when(
      pool !== undefined && id !== undefined && id !== pool,
      "userPool.id",
      "is another pool than userPool.existing: remove it",
    ),
    ...ours.flatMap((name) =>
      when(
        pool !== undefined && raw?.[name] !== undefined,
        name,
        "belongs to a pool that the stack makes: remove it, or userPool.existing",
      ),
    ),
  ];
};

const tier: Rule = ({ userPool: { tier: plan, threatProtection } }) =>
  when(
    plan !== "PLUS" && threatProtection !== "OFF",
    "userPool.threatProtection",
    `${threatProtection} needs the Plus plan: set userPool.tier: PLUS, which costs more per user`,
  );

const signIn: Rule = ({ userPool: { signInWith, firstFactors }, clients }) => [
  ...when(
    signInWith.includes("preferred_username") && !signInWith.includes("username"),
    "userPool.signInWith",
    "preferred_username is a second name beside username: add username",
  ),
  // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.AllowedFirstAuthFactors.html
  ...when(
    !firstFactors.includes("PASSWORD"),
    "userPool.firstFactors",
    "Cognito has no pool without passwords: add PASSWORD",
  ),
  ...when(
    firstFactors.some((factor) => factor !== "PASSWORD") &&
      !Object.values(clients).some(({ authFlows }) => authFlows.includes("USER_AUTH")),
    "userPool.firstFactors",
    "people choose among factors in USER_AUTH alone: add it to the authFlows of a client",
  ),
];

/**
 * What Cognito refuses of second factors. The messages that it gives:
 * "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
 * "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth
 * factor", "Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured".
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
 */
const secondFactor: Rule = ({ userPool: { mfa, firstFactors, passkeys, recovery, devices, deviceSkipsMfa } }) => {
  const on = mfa.mode === "ON";
  const has = (factor: (typeof mfa.factors)[number]) => mfa.mode !== "OFF" && mfa.factors.includes(factor);
  const codes = firstFactors.filter((factor) => factor === "EMAIL_OTP" || factor === "SMS_OTP");
  return [
    ...when(
      on && codes.length > 0,
      "userPool.firstFactors",
      `Cognito takes no ${codes.join(", ")} where a second factor is required: remove it, or set mfa.mode: OPTIONAL`,
    ),
    ...when(
      on && firstFactors.includes("WEB_AUTHN") && passkeys.factor === "SINGLE_FACTOR",
      "userPool.passkeys.factor",
      "where a second factor is required a passkey has to be both: MULTI_FACTOR_WITH_USER_VERIFICATION",
    ),
    ...when(
      passkeys.factor === "MULTI_FACTOR_WITH_USER_VERIFICATION" && passkeys.userVerification !== "required",
      "userPool.passkeys.userVerification",
      "a passkey is two factors only where the device asks for its owner: required",
    ),
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2221
    ...when(
      has("EMAIL_OTP") && mfa.factors.length === 1,
      "userPool.mfa.factors",
      "CloudFormation makes no pool with EMAIL_OTP as the only second factor: add SOFTWARE_TOKEN_MFA",
    ),
    ...when(
      has("EMAIL_OTP") && recovery.join() === "email",
      "userPool.recovery",
      "a mail cannot be the second factor and the only way to a new password: add phone_number, or admin_only alone",
    ),
    ...when(
      has("SMS_MFA") && recovery.includes("phone_number") && (on || recovery.length === 1),
      "userPool.recovery",
      "a phone cannot be the second factor and a way to a new password: recover by email",
    ),
    ...when(recovery.includes("admin_only") && recovery.length > 1, "userPool.recovery", "admin_only stands alone"),
    ...when(
      deviceSkipsMfa && devices === "off",
      "userPool.deviceSkipsMfa",
      "no device is remembered: set userPool.devices to opt-in or always",
    ),
  ];
};

const attributes: Rule = ({ userPool }, { suite }) =>
  suite.profile.attributes
    .filter((name) => name.startsWith("custom:") && !Object.hasOwn(userPool.customAttributes, name.slice(7)))
    .flatMap((name) =>
      when(
        userPool.existing === undefined,
        "userPool.customAttributes",
        `suite.config.ts copies ${name} to the profile, and the pool has none: add ${name.slice(7)}`,
      ),
    );

/** Linking compares addresses as such a pool does not, so somebody could be linked to the account of another. */
const sameAddress: Rule = ({ userPool }, { suite }) =>
  when(
    userPool.caseSensitive && suite.linking !== undefined,
    "userPool.caseSensitive",
    "suite.config.ts links accounts, for which Ada@ and ada@ are one address, and here they are two: set it to false",
  );

export const poolRules: readonly Rule[] = [existing, tier, signIn, secondFactor, attributes, sameAddress];
