import { expect, it } from "@jest/globals";
import { itRefuses, itTakes } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1-2";
const ownDomain = { signInPages: { domain: "accounts.example.com", certificate } };
const passkeys = ["PASSWORD", "WEB_AUTHN"];

itTakes([
  ["sign-in by phone number", { userPool: { signInWith: ["phone_number"], recovery: ["phone_number"] } }],
  [
    "sign-in by phone number, and recovery by a required email",
    { userPool: { signInWith: ["phone_number"], requiredAttributes: ["email"] } },
  ],
  [
    "passkeys for the domain of the sign-in pages",
    {
      ...ownDomain,
      ...web(back),
      userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "accounts.example.com" } },
    },
  ],
  [
    "passkeys for an app with its own pages",
    { ...ownDomain, userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "example.com" } } },
  ],
  [
    "an existing pool with its password length",
    { userPool: { existing: "eu-west-1_A", appClientIds: ["a"], passwordPolicy: { minimumLength: 12 } } },
  ],
  ["user names with aliases", { userPool: { signInWith: ["username", "email", "preferred_username"] } }],
  [
    "passkeys and codes if a second factor is optional",
    { userPool: { firstFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] } },
  ],
  [
    "a passkey as both factors",
    {
      userPool: {
        mfa: { mode: "ON" },
        firstFactors: ["PASSWORD", "WEB_AUTHN"],
        passkeys: { factor: "MULTI_FACTOR_WITH_USER_VERIFICATION", userVerification: "required" },
      },
    },
  ],
  [
    "email as one of several second factors",
    { userPool: { mfa: { factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] }, recovery: ["email", "phone_number"] } },
  ],
  ["threat protection with the Plus plan", { userPool: { tier: "PLUS", threatProtection: "ENFORCED" } }],
  ["an existing pool", { userPool: { existing: "eu-west-1_AbCdEfGhI", appClientIds: ["1example23456789"] } }],
]);

itRefuses([
  [
    "an existing pool in another region",
    { userPool: { existing: "us-east-1_AbCdEfGhI", appClientIds: ["a"] } },
    "userPool.existing: must be a pool in the stage's region eu-west-1, like its triggers",
  ],
  [
    "a pool ID in another region",
    { userPool: { id: "us-east-1_AbCdEfGhI" } },
    "userPool.id: must be a pool in the stage's region eu-west-1, like its triggers",
  ],
  [
    "an existing pool without app clients",
    { userPool: { existing: "eu-west-1_AbCdEfGhI" } },
    "userPool.appClientIds: missing: list the app clients of the existing pool whose links the pages accept",
  ],
  [
    "an existing pool with another ID",
    { userPool: { existing: "eu-west-1_A", id: "eu-west-1_B", appClientIds: ["a"] } },
    "userPool.id: differs from userPool.existing: remove it",
  ],
  [
    "clients for an existing pool",
    { userPool: { existing: "eu-west-1_A", appClientIds: ["a"] }, clients: {} },
    "userPool.existing: the stack does not change an existing pool: remove clients",
  ],
  [
    "threat protection without the Plus plan",
    { userPool: { threatProtection: "AUDIT" } },
    "userPool.threatProtection: needs userPool.tier: PLUS, which costs more per user: set it, or write OFF",
  ],
  [
    "preferred_username without username",
    { userPool: { signInWith: ["preferred_username"] } },
    "userPool.signInWith: has preferred_username, which is an alias of username: add username",
  ],
  [
    "first factors without PASSWORD",
    { userPool: { firstFactors: ["WEB_AUTHN"] } },
    "userPool.firstFactors: lacks PASSWORD, which Cognito needs: add it",
  ],
  [
    "first factors that no client offers",
    { userPool: { firstFactors: ["PASSWORD", "WEB_AUTHN"] }, ...web({ authFlows: ["USER_SRP_AUTH"] }) },
    "userPool.firstFactors: has factors that need the flow USER_AUTH: add it to the authFlows of a client",
  ],
  [
    "a mailed code if a second factor is required",
    { userPool: { mfa: { mode: "ON" }, firstFactors: ["PASSWORD", "EMAIL_OTP"] } },
    "userPool.firstFactors: has EMAIL_OTP, which excludes a second factor: remove it, or set mfa.mode: OPTIONAL",
  ],
  [
    "a passkey as one of two factors",
    { userPool: { mfa: { mode: "ON" }, firstFactors: ["PASSWORD", "WEB_AUTHN"] } },
    "userPool.passkeys.factor: must be MULTI_FACTOR_WITH_USER_VERIFICATION if a second factor is required",
  ],
  [
    "a passkey as both factors without user verification",
    { userPool: { passkeys: { factor: "MULTI_FACTOR_WITH_USER_VERIFICATION" } } },
    "userPool.passkeys.userVerification: must be required for passkeys that count as two factors",
  ],
  [
    "email as the only second factor",
    { userPool: { mfa: { factors: ["EMAIL_OTP"] }, recovery: ["admin_only"] } },
    "userPool.mfa.factors: has only EMAIL_OTP, which CloudFormation rejects: add SOFTWARE_TOKEN_MFA",
  ],
  [
    "email as second factor and only recovery",
    { userPool: { mfa: { factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] } } },
    "userPool.recovery: is only email, which is also a second factor: add phone_number, or write admin_only",
  ],
  [
    "a phone as second factor and recovery",
    { userPool: { mfa: { mode: "ON", factors: ["SMS_MFA"] }, recovery: ["email", "phone_number"] } },
    "userPool.recovery: has phone_number, which is also a second factor: write email",
  ],
  [
    "a phone as second factor and only recovery",
    {
      userPool: { mfa: { factors: ["SMS_MFA"] }, recovery: ["phone_number"], requiredAttributes: ["phone_number"] },
    },
    "userPool.recovery: has phone_number, which is also a second factor: write email",
  ],
  [
    "recovery by an email that is not required",
    { userPool: { signInWith: ["phone_number"] } },
    "userPool.recovery: users may have no email: add another way, or add email to requiredAttributes",
  ],
  [
    "recovery by a phone number that is not required",
    { userPool: { recovery: ["phone_number"] } },
    "userPool.recovery: users may have no phone_number: add another way, or add phone_number to requiredAttributes",
  ],
  [
    "a required preferred_username",
    { userPool: { signInWith: ["username", "preferred_username"], requiredAttributes: ["preferred_username"] } },
    "userPool.requiredAttributes: has preferred_username, which users can set only after confirmation",
  ],
  [
    "passkeys without a domain",
    { signInPages: { enabled: false }, userPool: { firstFactors: passkeys } },
    "userPool.passkeys.relyingPartyId: missing: without sign-in pages, write the domain of your app",
  ],
  [
    "passkeys that the sign-in pages cannot use",
    { ...ownDomain, ...web(back), userPool: { firstFactors: passkeys, passkeys: { relyingPartyId: "example.com" } } },
    "userPool.passkeys.relyingPartyId: must be accounts.example.com, the domain of the sign-in pages, or be removed",
  ],
  [
    "a setting that the stack cannot apply to an existing pool",
    { userPool: { existing: "eu-west-1_A", appClientIds: ["a"], mfa: { mode: "ON" } } },
    "userPool.existing: the stack does not change an existing pool: remove userPool.mfa",
  ],
  [
    "recovery by administrators and another way",
    { userPool: { recovery: ["email", "admin_only"] } },
    "userPool.recovery: has admin_only and another way: remove one",
  ],
  [
    "trusted devices that are not remembered",
    { userPool: { devices: "off", deviceSkipsMfa: true } },
    "userPool.deviceSkipsMfa: needs remembered devices: set userPool.devices to opt-in or always",
  ],
]);

it("refuses linking in a case-sensitive pool", () => {
  const settings = { userPool: { caseSensitive: true } };
  expect(stageProblems(settings)).toEqual([]);
  expect(stageProblems(settings, "prod", suiteWith({ linking: { trustedProviders: ["Google"] } }))).toEqual([
    "config/prod.yml: userPool.caseSensitive: must be false, because linking in suite.config.ts ignores case",
  ]);
});
