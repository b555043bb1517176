import { disposableDomains } from "#disposable-domains";
import { openPool } from "#pool";
import suite from "#suite";
import { verifyCaptcha } from "../aws/captcha.ts";
import { openSecrets } from "../aws/secrets.ts";
import { countAttempt, readInvitation } from "../aws/sign-up-rows.ts";
import { openTable } from "../aws/table.ts";
import { readerOf } from "../rules/mail/reader.ts";
import { readAttribute } from "../rules/people/attribute.ts";
import { type MailAddress, parseMailAddress } from "../rules/sign-up/mail-address.ts";
import type { RefusalCode } from "../rules/sign-up/refusal-code.ts";
import { addressLimitsOf, domainLimitsOf } from "../rules/sign-up/sign-up-limit.ts";
import { refusePerson } from "../rules/sign-up/sign-up-person.ts";
import { refuseAddress, signUpSettingsOf } from "../rules/sign-up/sign-up-policy.ts";
import type { PreSignUpEvent } from "../runtime/cognito-event.ts";
import { readEnvironment, readOptional } from "../runtime/config.ts";
import { report } from "../runtime/logger.ts";
import { createTrigger, type HandleEvent } from "../runtime/trigger.ts";
import type { SignUp } from "../settings/sign-up.ts";
import type { Suite } from "../settings/suite.ts";
import { createFederatedSignUp, type FederatedSignUp } from "../steps/federated-sign-up.ts";
import { createRefusal } from "../steps/refusals.ts";
import { checkCaptcha, checkInvitation, checkLimits, type LookUps } from "../steps/sign-up-look-ups.ts";

export type Dependencies = LookUps & {
  suite: Suite;
  /** Links a provider's identity to an account that exists, where the settings allow it; left out: never. */
  federatedSignUp?: FederatedSignUp;
  /** Domains that give out addresses to be thrown away, one a line. */
  disposable: () => string;
};

/**
 * Milliseconds of the trigger's 2 s: captcha and invitation at the same time, then all counts together. For a user of a
 * provider, the invitation is read, or the address counted, after the time that linking may take.
 */
export const deadlines = { trigger: 2_000, look: 1_000, count: 700, link: 1_300, afterLinking: 600 };

type SignUpAttempt = { event: PreSignUpEvent; rules: SignUp; address: MailAddress | undefined; signal: AbortSignal };

/** Why somebody may not join, or undefined if they may. */
type CheckSignUp = (
  dependencies: Dependencies,
  attempt: SignUpAttempt,
  within: typeof deadlines,
) => Promise<RefusalCode | undefined>;

/** A user who signs up with a password. A machine is not told whether an address is invited. */
const checkPasswordSignUp: CheckSignUp = async (
  dependencies,
  { event: { request }, rules, address, signal },
  within,
) => {
  const refused = refusePerson(request, rules, dependencies.now());
  if (refused) return refused;
  const look = { milliseconds: within.look, signal };
  const [machine, uninvited] = await Promise.all([
    checkCaptcha(dependencies, rules, request, look),
    checkInvitation(dependencies, rules, address, look),
  ]);
  if (machine || uninvited || !address) return machine ?? uninvited;
  const limits = [...addressLimitsOf(address, rules), ...domainLimitsOf(address, rules)];
  return checkLimits(dependencies, limits, { milliseconds: within.count, signal });
};

/** A user who comes through another provider for the first time. One with an account needs no invitation. */
const checkProviderSignUp: CheckSignUp = async (dependencies, { event, rules, address, signal }, within) => {
  const outcome = (await dependencies.federatedSignUp?.(event, signal)) ?? "new-user";
  if (outcome !== "new-user") return outcome === "linked" ? undefined : outcome;
  const time = { milliseconds: within.afterLinking, signal };
  if (rules.invitationOnly) {
    // No code will follow, so an address that the provider has not verified may belong to anybody who is invited.
    const isVerified = readAttribute(event.request.userAttributes, "email_verified") === "true";
    return checkInvitation(dependencies, rules, isVerified ? address : undefined, time);
  }
  // Each new user is mailed a welcome, and no code has shown that they read there. The domain is not counted: all people
  // of a company may come on one day.
  return address && checkLimits(dependencies, addressLimitsOf(address, rules), time);
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const checks: Record<string, CheckSignUp> = {
  PreSignUp_SignUp: checkPasswordSignUp,
  PreSignUp_ExternalProvider: checkProviderSignUp,
};

/**
 * Who may join. An administrator may add anyone. Nobody is confirmed or verified here: a verified address that was
 * never proven would take the alias away from its owner.
 */
export const createHandler =
  (dependencies: Dependencies, within = deadlines): HandleEvent<PreSignUpEvent> =>
  async (event, signal) => {
    const { triggerSource, callerContext, request } = event;
    if (triggerSource === "PreSignUp_AdminCreateUser") return { ...event, response: unproven };
    const check = Object.hasOwn(checks, triggerSource) ? checks[triggerSource] : undefined;
    if (!check) return event;
    const { suite, disposable } = dependencies;
    const clientId = callerContext?.clientId;
    const rules = signUpSettingsOf(suite, clientId);
    const given = readAttribute(request.userAttributes, "email");
    const address = given === undefined ? undefined : parseMailAddress(given);
    const isMalformed = given !== undefined && address === undefined;
    const code = isMalformed
      ? "SU-ADDRESS"
      : (refuseAddress(address, rules, disposable) ??
        (await check(dependencies, { event, rules, address, signal }, within)));
    if (code) throw createRefusal(code, readerOf(suite, { ...request, clientId }).language);
    return { ...event, response: unproven };
  };

const unproven = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

const { AWS_REGION, TABLE_NAME } = readEnvironment(["AWS_REGION", "TABLE_NAME"]);
const table = openTable(AWS_REGION, TABLE_NAME);
const localSecret = readOptional("CAPTCHA_SECRET");
const readSecret = openSecrets(AWS_REGION, {
  ssm: readOptional("AWS_ENDPOINT_URL_SSM"),
  secretsManager: readOptional("AWS_ENDPOINT_URL_SECRETS_MANAGER"),
});

export const handler = createTrigger(
  createHandler({
    suite,
    disposable: disposableDomains,
    verifyCaptcha: verifyCaptcha(localSecret === undefined ? readSecret : async () => localSecret),
    readInvitation: readInvitation(table),
    count: countAttempt(table),
    federatedSignUp: createFederatedSignUp({
      linking: suite.linking,
      ...openPool(AWS_REGION),
      report,
      deadline: deadlines.link,
    }),
    report,
    now: Date.now,
  }),
  { deadline: deadlines.trigger, whenItBreaks: "refuse" },
);
