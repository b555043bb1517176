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
import { findPersonRefusal } from "../rules/sign-up/sign-up-person.ts";
import { findAddressRefusal, signUpSettingsOf } from "../rules/sign-up/sign-up-policy.ts";
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
  /** Links a provider's identity to an existing account, if the settings allow it. Default: never. */
  federatedSignUp?: FederatedSignUp;
  /** Domains of disposable addresses, one per line. */
  disposable: () => string;
};

/**
 * In milliseconds, within the trigger's 2 s: captcha and invitation concurrently, then all counts. For a user of a
 * provider: linking, then the invitation or the count.
 */
export const deadlines = { trigger: 2_000, look: 1_000, count: 700, link: 1_300, afterLinking: 600 };

type SignUpAttempt = { event: PreSignUpEvent; rules: SignUp; address: MailAddress | undefined; signal: AbortSignal };

/** The reason why a user may not join; undefined if they may. */
type CheckSignUp = (
  dependencies: Dependencies,
  attempt: SignUpAttempt,
  within: typeof deadlines,
) => Promise<RefusalCode | undefined>;

/** A user who signs up with a password. A bot does not learn whether an address is invited. */
const checkPasswordSignUp: CheckSignUp = async (
  dependencies,
  { event: { request }, rules, address, signal },
  within,
) => {
  const refused = findPersonRefusal(request, rules, dependencies.now());
  if (refused) return refused;
  const look = { milliseconds: within.look, signal };
  const [captcha, invitation] = await Promise.all([
    checkCaptcha(dependencies, rules, request, look),
    checkInvitation(dependencies, rules, address, look),
  ]);
  if (captcha || invitation || !address) return captcha ?? invitation;
  const limits = [...addressLimitsOf(address, rules), ...domainLimitsOf(address, rules)];
  return checkLimits(dependencies, limits, { milliseconds: within.count, signal });
};

/** A user who comes through a provider for the first time. A user with an account needs no invitation. */
const checkProviderSignUp: CheckSignUp = async (dependencies, { event, rules, address, signal }, within) => {
  const outcome = (await dependencies.federatedSignUp?.(event, signal)) ?? "new-user";
  if (outcome !== "new-user") return outcome === "linked" ? undefined : outcome;
  const time = { milliseconds: within.afterLinking, signal };
  if (rules.invitationOnly) {
    // No code follows, so an address that the provider has not verified could be that of any invited person.
    const isVerified = readAttribute(event.request.userAttributes, "email_verified") === "true";
    return checkInvitation(dependencies, rules, isVerified ? address : undefined, time);
  }
  // Each new user gets a welcome mail, and no code has proven the address. The domain is not counted, because all
  // employees of a company may join on one day.
  return address && checkLimits(dependencies, addressLimitsOf(address, rules), time);
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const checks: Record<string, CheckSignUp> = {
  PreSignUp_SignUp: checkPasswordSignUp,
  PreSignUp_ExternalProvider: checkProviderSignUp,
};

/**
 * Decides who may join. Administrators may add anyone. This trigger confirms and verifies nothing: an unproven verified
 * address would take the alias away from its owner.
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
      : (findAddressRefusal(address, rules, disposable) ??
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
