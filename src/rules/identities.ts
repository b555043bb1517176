import type { Attributes } from "../cognito-event.ts";
import { attribute } from "./attribute.ts";

/** Who somebody is at a provider: `userId` is the provider's own id of the person. */
export type Identity = { provider: string; userId: string };

/** The `identities` attribute, which Cognito writes and no user can; undefined where it is unreadable. */
export const identitiesOf = (text: string | undefined): Identity[] | undefined => {
  try {
    const listed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(listed)
      ? listed.map((entry) => ({ provider: String(entry?.providerName), userId: String(entry?.userId) }))
      : undefined;
  } catch {
    return undefined;
  }
};

/** The providers that somebody came from, none for people with a password; undefined where that cannot be known. */
export const providersOf = (attributes: Attributes | null | undefined): string[] | undefined => {
  const providers = identitiesOf(attribute(attributes, "identities"))?.map(({ provider }) => provider);
  const isExternal = attribute(attributes, "cognito:user_status") === "EXTERNAL_PROVIDER";
  return isExternal && providers?.length === 0 ? undefined : providers;
};
