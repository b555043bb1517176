import suite from "../../suite.config.ts";
import { countAttempt } from "../aws/attempts.ts";
import { verifyCaptcha } from "../aws/captcha.ts";
import { readInvitation } from "../aws/invitations.ts";
import { openPool } from "../aws/linking.ts";
import { claimMailbox } from "../aws/mailboxes.ts";
import { openSecrets } from "../aws/secrets.ts";
import { openTable } from "../aws/table.ts";
import type { PreSignUpEvent } from "../cognito-event.ts";
import { readEnvironment, readOptional } from "../config.ts";
import { disposableDomains } from "../disposable-domains.ts";
import { createFederatedSignUp, type FederatedSignUp } from "../federated-sign-up.ts";
import { report } from "../logger.ts";
import { refusal } from "../refusals.ts";
import { attribute } from "../rules/attribute.ts";
import { type MailAddress, mailAddress } from "../rules/mail-address.ts";
import { readerOf } from "../rules/reader.ts";
import type { RefusalCode } from "../rules/refusal-code.ts";
import { refusePerson } from "../rules/sign-up-person.ts";
import { refuseAddress, signUpFor } from "../rules/sign-up-policy.ts";
import type { Suite } from "../settings.ts";
import { type LookUps, refuseFlood, refuseMachine, refuseRepeated, refuseUninvited } from "../sign-up-look-ups.ts";
import type { SignUp } from "../sign-up-settings.ts";
import { type Handle, trigger } from "../trigger.ts";

export type Dependencies = LookUps & {
  suite: Suite;
  /** Links a provider's identity to an account that exists, where the settings allow it; left out: never. */
  federatedSignUp?: FederatedSignUp;
  /** Domains that give out addresses to be thrown away, one a line. */
  disposable: () => string;
};

type Attempt = { event: PreSignUpEvent; rules: SignUp; address: MailAddress | undefined };

/** Why somebody may not join, or undefined where they may. */
type Join = (dependencies: Dependencies, attempt: Attempt, signal: AbortSignal) => Promise<RefusalCode | undefined>;

/** Whoever signs up on their own. Whether somebody is invited is not told to a machine. */
const joinBySignUp: Join = async (dependencies, { event: { request }, rules, address }, signal) => {
  const refused = refusePerson(request, rules, dependencies.now());
  if (refused) return refused;
  const [machine, uninvited] = await Promise.all([
    refuseMachine(dependencies, rules, request, signal),
    refuseUninvited(dependencies, rules, address, signal),
  ]);
  return machine ?? uninvited ?? refuseRepeated(dependencies, rules, address, signal);
};

/** Whoever comes through another provider for the first time; with an account already, they need no invitation. */
const joinByProvider: Join = async (dependencies, { event, rules, address }, signal) => {
  const outcome = (await dependencies.federatedSignUp?.(event, signal)) ?? "new-user";
  // No code will follow, so an address that the provider has not proven may be anybody's who is invited.
  const proven = attribute(event.request.userAttributes, "email_verified") === "true" ? address : undefined;
  if (outcome !== "new-user") return outcome === "linked" ? undefined : outcome;
  // Whoever is invited is known; there is no time for both.
  return rules.invitationOnly
    ? refuseUninvited(dependencies, rules, proven, signal, "readingLate")
    : refuseFlood(dependencies, rules, address, signal);
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html */
const waysIn: Record<string, Join> = {
  PreSignUp_SignUp: joinBySignUp,
  PreSignUp_ExternalProvider: joinByProvider,
};

/**
 * Who may join. An administrator may add anyone. Nobody is confirmed or verified here: a verified address that was
 * never proven would take the alias away from its owner.
 */
export const createHandler =
  (dependencies: Dependencies): Handle<PreSignUpEvent> =>
  async (event, signal) => {
    const { triggerSource, callerContext, request } = event;
    if (triggerSource === "PreSignUp_AdminCreateUser") return { ...event, response: unproven };
    const join = Object.hasOwn(waysIn, triggerSource) ? waysIn[triggerSource] : undefined;
    if (!join) return event;
    const clientId = callerContext?.clientId;
    const rules = signUpFor(dependencies.suite, clientId);
    const written = attribute(request.userAttributes, "email");
    const address = written === undefined ? undefined : mailAddress(written);
    const code =
      written !== undefined && address === undefined
        ? "SU-ADDRESS"
        : (refuseAddress(address, rules, dependencies.disposable) ??
          (await join(dependencies, { event, rules, address }, signal)));
    if (code) throw refusal(code, readerOf(dependencies.suite, { ...request, clientId }).language);
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

export const handler = trigger(
  createHandler({
    suite,
    disposable: disposableDomains,
    verifyCaptcha: verifyCaptcha(localSecret === undefined ? readSecret : async () => localSecret),
    readInvitation: readInvitation(table),
    count: countAttempt(table),
    claimMailbox: claimMailbox(table),
    federatedSignUp: createFederatedSignUp({
      linking: suite.linking,
      ...openPool(AWS_REGION),
      report,
    }),
    report,
    now: Date.now,
  }),
  { deadline: 2_000, whenItBreaks: "refuse" },
);
