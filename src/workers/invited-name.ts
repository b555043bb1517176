import { chooseGreetingName } from "../rules/mail/greeting-name.ts";
import type { ProfileRow } from "../rules/people/profile.ts";
import { mailboxOf, parseMailAddress } from "../rules/sign-up/mail-address.ts";
import type { Invitation } from "../rules/sign-up/sign-up-invitation.ts";
import { describeError, type Report } from "../runtime/logger.ts";

export type Dependencies = {
  /** If false, there are no invitations, and none is looked up. */
  invites: boolean;
  read: (sub: string, signal: AbortSignal) => Promise<ProfileRow | undefined>;
  readInvitation: (mailbox: string, signal: AbortSignal) => Promise<Pick<Invitation, "name"> | undefined>;
  report: Report;
};

/** The user's row. A user without a name gets the name of their invitation. */
export const readInvitedProfile =
  ({ invites, read, readInvitation, report }: Dependencies) =>
  async (sub: string, signal: AbortSignal): Promise<ProfileRow | undefined> => {
    const row = await read(sub, signal);
    const address = parseMailAddress(row?.email ?? "");
    if (!invites || !row || !address || chooseGreetingName({ given_name: row.givenName, name: row.name })) return row;
    try {
      const givenName = (await readInvitation(mailboxOf(address), signal))?.name;
      return givenName === undefined ? row : { ...row, givenName };
    } catch (error) {
      report("invited name not read", { error: describeError(error) });
      return row;
    }
  };
