import type { ForAppClients } from "../../settings/claims.ts";

/** Whether something is for an app client. One that is unknown gets only what is for all. */
export const isForAppClient = (
  { appClients, exceptAppClients }: ForAppClients,
  appClientId: string | undefined,
): boolean => {
  if (!appClients && !exceptAppClients) return true;
  if (appClientId === undefined) return false;
  return (appClients?.includes(appClientId) ?? true) && !exceptAppClients?.includes(appClientId);
};

/** Whether there can be an app client that both are for. */
export const canOverlap = (one: ForAppClients, other: ForAppClients): boolean => {
  const named = one.appClients ?? other.appClients;
  return !named || named.some((appClientId) => isForAppClient(one, appClientId) && isForAppClient(other, appClientId));
};
