import type { Key } from "../people/keys.ts";

/** `name` was written by staff, so the welcome mail may use it. */
export type Invitation = {
  email: string;
  name?: string;
  inviter?: string;
  /** Milliseconds since 1970. */
  invitedAt: number;
  /** Seconds since 1970, for TTL. */
  expiresAt: number;
};

/** `digest` stands for the invited mailbox. */
export const invitationKey = (digest: string): Key => ({ pk: `INVITE#${digest}`, sk: "INVITATION" });

/** TTL deletes rows days after they expire, so the time is checked. */
export const isOpenInvitation = ({ expiresAt }: Pick<Invitation, "expiresAt">, now: number): boolean =>
  expiresAt * 1_000 > now;
