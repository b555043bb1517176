import type { Key } from "../people/keys.ts";

/** Who may join although nobody else may. `name` was written by staff, so that the welcome may use it. */
export type Invitation = {
  email: string;
  name?: string;
  inviter?: string;
  /** Milliseconds since 1970. */
  invitedAt: number;
  /** Seconds since 1970, for TTL. */
  expiresAt: number;
};

/** The row of an invitation; `digest` stands for the mailbox that is invited. */
export const invitationKey = (digest: string): Key => ({ pk: `INVITE#${digest}`, sk: "INVITATION" });

/** Whether an invitation still holds: TTL takes rows away days after their time. */
export const isOpenInvitation = ({ expiresAt }: Pick<Invitation, "expiresAt">, now: number): boolean =>
  expiresAt * 1_000 > now;
