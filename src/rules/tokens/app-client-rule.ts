import type { ForAppClients } from "../../settings/claims.ts";

/** If the app client is unknown, only rules for all app clients apply. */
export const isForAppClient = (
  { appClients, exceptAppClients }: ForAppClients,
  appClientId: string | undefined,
): boolean => {
  if (!appClients && !exceptAppClients) return true;
  if (appClientId === undefined) return false;
  return (appClients?.includes(appClientId) ?? true) && !exceptAppClients?.includes(appClientId);
};

/** Whether one app client can match both. */
export const canOverlap = (one: ForAppClients, other: ForAppClients): boolean => {
  const named = one.appClients ?? other.appClients;
  return !named || named.some((appClientId) => isForAppClient(one, appClientId) && isForAppClient(other, appClientId));
};
