import { type CaptchaVerdict, readCaptchaToken } from "../rules/sign-up/captcha.ts";
import { type MailAddress, mailboxOf } from "../rules/sign-up/mail-address.ts";
import type { RefusalCode } from "../rules/sign-up/refusal-code.ts";
import { type Invitation, isOpenInvitation } from "../rules/sign-up/sign-up-invitation.ts";
import type { SignUpLimit } from "../rules/sign-up/sign-up-limit.ts";
import type { PreSignUpEvent } from "../runtime/cognito-event.ts";
import { withDeadline } from "../runtime/deadline.ts";
import { describeError, type Report } from "../runtime/logger.ts";
import type { Captcha, SignUp } from "../settings/sign-up.ts";

/** Each look-up settles before its signal aborts, or soon after. */
export type LookUps = {
  verifyCaptcha: (captcha: Captcha, token: string, signal: AbortSignal) => Promise<CaptchaVerdict>;
  readInvitation: (mailbox: string, signal: AbortSignal) => Promise<Pick<Invitation, "expiresAt"> | undefined>;
  /** False if the hour's limit is reached. */
  count: (counted: SignUpLimit, now: number, signal: AbortSignal) => Promise<boolean>;
  report: Report;
  now: () => number;
};

/** The limit of one step; it ends earlier if the trigger's own signal aborts. */
type TimeLimit = { milliseconds: number; signal: AbortSignal };

/** Refuses bots, with one request to the captcha's provider. */
export const checkCaptcha = async (
  { verifyCaptcha, report }: LookUps,
  { captcha }: SignUp,
  request: PreSignUpEvent["request"],
  { milliseconds, signal }: TimeLimit,
): Promise<RefusalCode | undefined> => {
  if (!captcha) return undefined;
  const token = readCaptchaToken(request);
  if (token === undefined) return "SU-CAPTCHA";
  const { provider, whenDown } = captcha;
  const verdict = await withDeadline(milliseconds, (signal) => verifyCaptcha(captcha, token, signal), signal).catch(
    (error) => {
      report("captcha not verified", { provider, whenDown, error: describeError(error) });
      return undefined;
    },
  );
  if (verdict === "person") return undefined;
  if (verdict === "no-person") return "SU-CAPTCHA";
  if (verdict === "down") report("captcha refused by its provider", { provider, whenDown });
  return whenDown === "refuse" ? "TRY-AGAIN" : undefined;
};

/** Refuses an address without an open invitation, and every user while the table cannot be read. */
export const checkInvitation = async (
  { readInvitation, report, now }: LookUps,
  { invitationOnly }: SignUp,
  address: MailAddress | undefined,
  { milliseconds, signal }: TimeLimit,
): Promise<RefusalCode | undefined> => {
  if (!invitationOnly) return undefined;
  if (address === undefined) return "SU-INVITATION";
  try {
    const invitation = await withDeadline(milliseconds, (signal) => readInvitation(mailboxOf(address), signal), signal);
    return invitation && isOpenInvitation(invitation, now()) ? undefined : "SU-INVITATION";
  } catch (error) {
    report("invitation not read", { error: describeError(error) });
    return "TRY-AGAIN";
  }
};

/**
 * Counts a sign-up under each limit in turn and stops at the first that is reached, so that a refused sign-up uses up
 * no further limit. If the table is down, users are let in.
 */
export const checkLimits = async (
  { count, report, now }: LookUps,
  limits: readonly SignUpLimit[],
  { milliseconds, signal }: TimeLimit,
): Promise<RefusalCode | undefined> => {
  const at = now();
  const together = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  for (const counted of limits) {
    const isBelow = await withDeadline(milliseconds, (signal) => count(counted, at, signal), together).catch(
      (error) => {
        report("sign-up not counted", { code: counted.code, error: describeError(error) });
        return true;
      },
    );
    if (!isBelow) return counted.code;
  }
  return undefined;
};
