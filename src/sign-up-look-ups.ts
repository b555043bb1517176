import type { PreSignUpEvent } from "./cognito-event.ts";
import { withDeadline } from "./deadline.ts";
import { errorFacts, type Report } from "./logger.ts";
import { type CaptchaVerdict, captchaToken } from "./rules/captcha.ts";
import { type MailAddress, mailbox } from "./rules/mail-address.ts";
import type { RefusalCode } from "./rules/refusal-code.ts";
import { type Counted, countedOf } from "./rules/sign-up-limit.ts";
import { type Claimed, claimedBy, type Invitation, isOpen } from "./rules/sign-up-rows.ts";
import type { Captcha, SignUp } from "./sign-up-settings.ts";

/** What a sign-up is looked up with. Each answers, or rejects, before its signal aborts or soon after. */
export type LookUps = {
  verifyCaptcha: (captcha: Captcha, token: string, signal: AbortSignal) => Promise<CaptchaVerdict>;
  readInvitation: (mailbox: string, signal: AbortSignal) => Promise<Pick<Invitation, "expiresAt"> | undefined>;
  /** False when there have been as many in this hour as there may be. */
  count: (counted: Counted, now: number, signal: AbortSignal) => Promise<boolean>;
  /** False when another address has the account of this mailbox. */
  claimMailbox: (claimed: Claimed, now: number, signal: AbortSignal) => Promise<boolean>;
  report: Report;
  now: () => number;
};

/**
 * Milliseconds of the trigger's 2 s: the captcha and the invitation at the same time, then all that is written. Of a
 * provider's person the invitation is read, or the address counted, after 1.3 s that linking may take.
 */
const within = { reading: 1_000, writing: 700, readingLate: 600, writingLate: 600 };

/** Whether somebody is a person: one question to the captcha's provider. */
export const refuseMachine = async (
  { verifyCaptcha, report }: LookUps,
  { captcha }: SignUp,
  request: PreSignUpEvent["request"],
  signal: AbortSignal,
): Promise<RefusalCode | undefined> => {
  if (!captcha) return undefined;
  const token = captchaToken(request);
  if (token === undefined) return "SU-CAPTCHA";
  const { provider, whenDown } = captcha;
  const verdict = await withDeadline(within.reading, (inTime) => verifyCaptcha(captcha, token, inTime), signal).catch(
    (error) => {
      report("captcha not verified", { provider, whenDown, error: errorFacts(error) });
      return undefined;
    },
  );
  if (verdict === "person") return undefined;
  if (verdict === "no-person") return "SU-CAPTCHA";
  if (verdict === "down") report("captcha refused by its provider", { provider, whenDown });
  return whenDown === "refuse" ? "TRY-AGAIN" : undefined;
};

/** Whether somebody is invited, where one has to be. Whoever cannot be looked up has to come again. */
export const refuseUninvited = async (
  { readInvitation, report, now }: LookUps,
  { invitationOnly }: SignUp,
  address: MailAddress | undefined,
  signal: AbortSignal,
  when: "reading" | "readingLate" = "reading",
): Promise<RefusalCode | undefined> => {
  if (!invitationOnly) return undefined;
  if (address === undefined) return "SU-INVITATION";
  try {
    const invitation = await withDeadline(within[when], (inTime) => readInvitation(mailbox(address), inTime), signal);
    return invitation && isOpen(invitation, now()) ? undefined : "SU-INVITATION";
  } catch (error) {
    report("invitation not read", { error: errorFacts(error) });
    return "TRY-AGAIN";
  }
};

/**
 * Whether there have been too many of a kind, and whether the mailbox is taken; one after the other, so that a refused
 * sign-up takes nothing from others. What cannot be written is let be: a table that is down must not close the door.
 */
export const refuseRepeated = async (
  lookUps: LookUps,
  rules: SignUp,
  address: MailAddress | undefined,
  signal: AbortSignal,
  when: "writing" | "writingLate" = "writing",
): Promise<RefusalCode | undefined> => {
  if (address === undefined) return undefined;
  const { count, claimMailbox, report, now } = lookUps;
  const at = now();
  const claimed = claimedBy(address, rules);
  const writes: Write[] = [
    ...countedOf(address, rules).map(
      (counted): Write => ({ code: counted.code, write: (inTime) => count(counted, at, inTime) }),
    ),
    ...(claimed
      ? [{ code: "SU-ONE-ACCOUNT", write: (inTime) => claimMailbox(claimed, at, inTime) } satisfies Write]
      : []),
  ];
  const together = AbortSignal.any([signal, AbortSignal.timeout(within[when])]);
  for (const { code, write } of writes) {
    const may = await withDeadline(within[when], write, together).catch((error) => {
      report("sign-up not counted", { code, error: errorFacts(error) });
      return true;
    });
    if (!may) return code;
  }
  return undefined;
};

/**
 * Whether a provider has brought too many people of one address: each is mailed a welcome, and no code has shown that they
 * read there. Nothing else is counted, for a company's people may come on one day, and nothing claimed, for their provider
 * may say any address.
 */
export const refuseFlood = (
  lookUps: LookUps,
  rules: SignUp,
  address: MailAddress | undefined,
  signal: AbortSignal,
): Promise<RefusalCode | undefined> =>
  refuseRepeated(
    lookUps,
    { ...rules, perDomainAndHour: 0, perPublicDomainAndHour: 0, subAddresses: "allowed" },
    address,
    signal,
    "writingLate",
  );

/** Writes, and says whether there was room for it. */
type Write = { code: RefusalCode; write: (inTime: AbortSignal) => Promise<boolean> };
