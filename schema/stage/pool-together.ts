import type { StageRule } from "./rule.ts";

const ownPoolSettings = ["clients", "resourceServers", "signInPages", "federation", "identityPool"];
const existingPoolSettings = ["existing", "id", "appClientIds", "passwordPolicy"];

const checkIds: StageRule = ({ region, userPool: { existing, id } }, refuse) => {
  for (const [name, given] of Object.entries({ existing, id }))
    if (given && !given.startsWith(`${region}_`))
      return refuse(`userPool.${name}`, `must be a pool in the stage's region ${region}, like its triggers`);
  if (existing && id && id !== existing) refuse("userPool.id", "differs from userPool.existing: remove it");
};

const checkExistingPool: StageRule = ({ userPool }, refuse, { raw }) => {
  if (userPool.existing === undefined) return;
  if (userPool.appClientIds.length === 0)
    refuse("userPool.appClientIds", "missing: list the app clients of the existing pool whose links the pages accept");
  const ofPool = Object.keys(raw["userPool"] ?? {}).filter((name) => !existingPoolSettings.includes(name));
  const unused = [
    ...ownPoolSettings.filter((name) => raw[name] !== undefined),
    ...ofPool.map((name) => `userPool.${name}`),
  ];
  if (unused.length > 0)
    refuse("userPool.existing", `the stack does not change an existing pool: remove ${unused.join(", ")}`);
};

const checkTier: StageRule = ({ userPool: { tier: plan, threatProtection } }, refuse) => {
  if (plan !== "PLUS" && threatProtection !== "OFF")
    refuse("userPool.threatProtection", "needs userPool.tier: PLUS, which costs more per user: set it, or write OFF");
};

const checkSignIn: StageRule = ({ userPool: { signInWith, firstFactors }, clients }, refuse) => {
  if (signInWith.includes("preferred_username") && !signInWith.includes("username"))
    refuse("userPool.signInWith", "has preferred_username, which is an alias of username: add username");
  // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.AllowedFirstAuthFactors.html
  if (!firstFactors.includes("PASSWORD"))
    refuse("userPool.firstFactors", "lacks PASSWORD, which Cognito needs: add it");
  const usesChoice = Object.values(clients).some(({ authFlows }) => authFlows.includes("USER_AUTH"));
  if (firstFactors.some((factor) => factor !== "PASSWORD") && !usesChoice)
    refuse("userPool.firstFactors", "has factors that need the flow USER_AUTH: add it to the authFlows of a client");
};

/**
 * Combinations that Cognito rejects with these messages:
 * "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
 * "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth
 * factor",
 * "Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured".
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
 */
const checkSecondFactor: StageRule = (
  { userPool: { mfa, firstFactors, passkeys, recovery, devices, deviceSkipsMfa } },
  refuse,
) => {
  const on = mfa.mode === "ON";
  const has = (factor: (typeof mfa.factors)[number]) => mfa.mode !== "OFF" && mfa.factors.includes(factor);
  const codes = firstFactors.filter((factor) => factor === "EMAIL_OTP" || factor === "SMS_OTP").join(", ");
  if (on && codes)
    refuse(
      "userPool.firstFactors",
      `has ${codes}, which excludes a second factor: remove it, or set mfa.mode: OPTIONAL`,
    );
  if (on && firstFactors.includes("WEB_AUTHN") && passkeys.factor === "SINGLE_FACTOR")
    refuse("userPool.passkeys.factor", "must be MULTI_FACTOR_WITH_USER_VERIFICATION if a second factor is required");
  if (passkeys.factor === "MULTI_FACTOR_WITH_USER_VERIFICATION" && passkeys.userVerification !== "required")
    refuse("userPool.passkeys.userVerification", "must be required for passkeys that count as two factors");
  // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2221
  if (has("EMAIL_OTP") && mfa.factors.length === 1)
    refuse("userPool.mfa.factors", "has only EMAIL_OTP, which CloudFormation rejects: add SOFTWARE_TOKEN_MFA");
  if (has("EMAIL_OTP") && recovery.join() === "email")
    refuse("userPool.recovery", "is only email, which is also a second factor: add phone_number, or write admin_only");
  if (has("SMS_MFA") && recovery.includes("phone_number") && (on || recovery.length === 1))
    refuse("userPool.recovery", "has phone_number, which is also a second factor: write email");
  if (recovery.includes("admin_only") && recovery.length > 1)
    refuse("userPool.recovery", "has admin_only and another way: remove one");
  if (deviceSkipsMfa && devices === "off")
    refuse("userPool.deviceSkipsMfa", "needs remembered devices: set userPool.devices to opt-in or always");
};

/** Linking ignores case, so in a case-sensitive pool it could link a user to another person's account. */
const checkCaseSensitivity: StageRule = ({ userPool }, refuse, { suite }) => {
  if (userPool.caseSensitive && suite.linking !== undefined)
    refuse("userPool.caseSensitive", "must be false, because linking in suite.config.ts ignores case");
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases */
const checkSignUp: StageRule = ({ userPool: { signInWith, requiredAttributes } }, refuse) => {
  if (signInWith.includes("preferred_username") && requiredAttributes.includes("preferred_username"))
    refuse(
      "userPool.requiredAttributes",
      "has preferred_username, which users can set only after confirmation if it is an alias: remove it",
    );
};

/** Cognito sends codes only to verified addresses and numbers. Sign-up verifies the one that users sign in with. */
const checkRecovery: StageRule = (
  { userPool: { existing, signInWith, requiredAttributes, recovery: ways } },
  refuse,
) => {
  const [only, ...others] = ways;
  if (existing !== undefined || others.length > 0 || only === undefined || only === "admin_only") return;
  if (signInWith.includes(only) || requiredAttributes.includes(only)) return;
  if (only === "phone_number" || signInWith.join() === "phone_number")
    refuse("userPool.recovery", `users may have no ${only}: add another way, or add ${only} to requiredAttributes`);
};

/**
 * With a custom domain, managed login accepts only passkeys of that domain:
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
 */
const checkPasskeys: StageRule = (
  { userPool: { firstFactors, passkeys: keys }, signInPages, clients },
  refuse,
  { stage },
) => {
  if (!firstFactors.includes("WEB_AUTHN") || stage === "local") return;
  const { enabled, domain } = signInPages;
  const usesPages = enabled && Object.values(clients).some(({ callbackUrls }) => callbackUrls.length > 0);
  if (!enabled && keys.relyingPartyId === undefined)
    refuse("userPool.passkeys.relyingPartyId", "missing: without sign-in pages, write the domain of your app");
  if (usesPages && domain !== undefined && (keys.relyingPartyId ?? domain) !== domain)
    refuse("userPool.passkeys.relyingPartyId", `must be ${domain}, the domain of the sign-in pages, or be removed`);
};

export const poolRules = [
  checkIds,
  checkExistingPool,
  checkTier,
  checkSignIn,
  checkSecondFactor,
  checkCaseSensitivity,
  checkSignUp,
  checkRecovery,
  checkPasskeys,
];
