import { expireAfterDays, type Key, signInKey } from "./keys.ts";

/** `at` in milliseconds, `expiresAt` in seconds for TTL. */
export type SignIn = Key & { at: number; clientId: string; source: string; newDevice: boolean; expiresAt: number };

type SignInDetails = {
  sub: string;
  at: number;
  clientId: string | null | undefined;
  source: string;
  newDevice: boolean;
  keptDays: number;
};

/** The row contains no email, device or network address: Cognito provides none, and none is needed. */
export const createSignIn = ({ sub, at, clientId, source, newDevice, keptDays }: SignInDetails): SignIn => ({
  ...signInKey(sub, at, (clientId ?? "none").toWellFormed()),
  at,
  clientId: (clientId ?? "none").toWellFormed(),
  source,
  newDevice,
  expiresAt: expireAfterDays(at, keptDays),
});
