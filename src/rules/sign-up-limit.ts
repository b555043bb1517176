import { bucket, type Key } from "./keys.ts";

const hour = 3_600_000;

/**
 * What counts as one mailbox, for counting only: letters, case and `+tag` aside. It is never used to mail to, or to find a
 * user.
 */
export const foldedAddress = (address: string): string => {
  const plain = address.normalize("NFKC").toLowerCase();
  const at = plain.lastIndexOf("@");
  return `${plain.slice(0, at).replace(/\+.*$/s, "")}${plain.slice(at)}`;
};

/** The row that counts an address's sign-ups of this hour; `digest` stands for the address. */
export const attemptsKey = (digest: string, now: number): Key => ({ pk: `ATTEMPTS#${digest}`, sk: bucket(now, hour) });

/** When that row may go, in seconds for TTL. */
export const attemptsExpire = (now: number): number => Math.floor((now + 2 * hour) / 1_000);
