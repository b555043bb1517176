import type { Attributes } from "./cognito-event.ts";
import { withDeadline } from "./deadline.ts";
import { errorFacts, type Report } from "./logger.ts";
import { attribute } from "./rules/attribute.ts";
import { providersOf } from "./rules/identities.ts";
import { mayVouch } from "./rules/linking.ts";
import { type MailAddress, mailAddress } from "./rules/mail-address.ts";
import { signUpFor } from "./rules/sign-up-policy.ts";
import { type Claimed, claimedBy } from "./rules/sign-up-rows.ts";
import type { Suite } from "./settings.ts";

export type Dependencies = {
  suite: Suite;
  /** False when another address of the mailbox was confirmed before. */
  keep: (claimed: Claimed, signal: AbortSignal) => Promise<boolean>;
  report: Report;
};

/**
 * A phone's code and a provider confirm people, too. Whoever could keep a mailbox by them would keep its owner out for good.
 */
const isProven = (
  { linking }: Suite,
  { domain }: MailAddress,
  userAttributes: Attributes | null | undefined,
): boolean =>
  attribute(userAttributes, "email_verified") === "true" &&
  providersOf(userAttributes)?.every((provider) => linking && mayVouch(provider, domain, linking)) === true;

type Confirmed = { clientId: string | null; userAttributes: Attributes | null | undefined };

export type KeepMailbox = (person: Confirmed, signal: AbortSignal) => Promise<void>;

/** Milliseconds; post-confirmation does other things at the same time. */
const keepWithin = 1_500;

/**
 * Keeps a mailbox for the address that was confirmed, where settings allow one account for each. Never rejects: the person
 * is confirmed already, so that a second account can only be told of.
 */
export const createKeepMailbox =
  ({ suite, keep, report }: Dependencies): KeepMailbox =>
  async ({ clientId, userAttributes }, signal) => {
    const address = mailAddress(attribute(userAttributes, "email") ?? "");
    const claimed =
      address && isProven(suite, address, userAttributes) && claimedBy(address, signUpFor(suite, clientId));
    if (!claimed) return;
    try {
      const isFirst = await withDeadline(keepWithin, (inTime) => keep(claimed, inTime), signal);
      if (!isFirst) report("second account of a mailbox");
    } catch (error) {
      report("mailbox not kept", { error: errorFacts(error) });
    }
  };
