import { type Rule, when } from "./rule.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases */
const signUp: Rule = ({ userPool: { signInWith, requiredAttributes } }) =>
  when(
    signInWith.includes("preferred_username") && requiredAttributes.includes("preferred_username"),
    "userPool.requiredAttributes",
    "Cognito takes a preferred_username to sign in with from confirmed people only, so nobody could sign up: remove it",
  );

/** Only a verified address or number gets a code, and at sign-up Cognito verifies the one that people sign in with. */
const recovery: Rule = ({ userPool: { existing, signInWith, requiredAttributes, recovery: ways } }) => {
  const only = ways.length === 1 ? ways[0] : undefined;
  const lacks = (name: "email" | "phone_number") =>
    only === name && !signInWith.includes(name) && !requiredAttributes.includes(name);
  return [
    ...when(
      existing === undefined && lacks("email") && signInWith.join() === "phone_number",
      "userPool.recovery",
      "people sign in with a phone number, and nobody has to have a mail address: name phone_number, or make email one of requiredAttributes",
    ),
    ...when(
      existing === undefined && lacks("phone_number"),
      "userPool.recovery",
      "nobody has to have a phone number: name email too, or make phone_number one of requiredAttributes",
    ),
  ];
};

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html: beside a
 * domain of one's own, managed login knows passkeys of that domain alone.
 */
const passkeys: Rule = (
  {
    userPool: {
      firstFactors,
      passkeys: { relyingPartyId },
    },
    signInPages,
    clients,
  },
  { stage },
) => {
  if (!firstFactors.includes("WEB_AUTHN") || stage === "local") return [];
  const { enabled, domain } = signInPages;
  const usesPages = enabled && Object.values(clients).some(({ callbackUrls }) => callbackUrls.length > 0);
  return [
    ...when(
      !enabled && relyingPartyId === undefined,
      "userPool.passkeys.relyingPartyId",
      "a passkey is made for a domain, and without sign-in pages the pool has none: name your app's",
    ),
    ...when(
      usesPages && domain !== undefined && relyingPartyId !== undefined && relyingPartyId !== domain,
      "userPool.passkeys.relyingPartyId",
      `the sign-in pages take passkeys of their own domain alone: ${domain}, or leave it out`,
    ),
  ];
};

const ownPool = ["existing", "id", "appClientIds", "passwordPolicy"];

/** What would be written down and never done. */
const withoutEffect: Rule = ({ userPool: { existing } }, { raw }) =>
  Object.keys((existing !== undefined && raw?.["userPool"]) || {})
    .filter((name) => !ownPool.includes(name))
    .map((name) => ({
      path: `userPool.${name}`,
      message: "the stack does not change a pool that is there already: remove it",
    }));

/** What nobody could sign up, sign in or get back in with. */
export const peopleRules: readonly Rule[] = [signUp, recovery, passkeys, withoutEffect];
