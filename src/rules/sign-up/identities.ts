import type { Attributes } from "../../runtime/cognito-event.ts";
import { readAttribute } from "../people/attribute.ts";

/** A user at a provider; `userId` is the provider's own id. */
export type Identity = { provider: string; userId: string };

/**
 * The `identities` attribute, which only Cognito writes. Undefined if any part is unreadable, because a user of an
 * unknown provider must not pass as a user with a password.
 */
export const identitiesOf = (text: string | undefined): Identity[] | undefined => {
  try {
    const listed: unknown = JSON.parse(text ?? "[]");
    const identities = Array.isArray(listed) ? listed.map(identityOf) : [undefined];
    return identities.every((identity) => identity !== undefined) ? identities : undefined;
  } catch {
    return undefined;
  }
};

const identityOf = (entry: unknown): Identity | undefined => {
  const { providerName: provider, userId } = Object(entry) as { providerName?: unknown; userId?: unknown };
  const isId = typeof userId === "string" || typeof userId === "number";
  return typeof provider === "string" && isId ? { provider, userId: String(userId) } : undefined;
};

/** The user's providers; empty for users with a password, and undefined if they cannot be determined. */
export const providersOf = (attributes: Attributes | null | undefined): string[] | undefined => {
  const providers = identitiesOf(readAttribute(attributes, "identities"))?.map(({ provider }) => provider);
  const isExternal = readAttribute(attributes, "cognito:user_status") === "EXTERNAL_PROVIDER";
  return isExternal && providers?.length === 0 ? undefined : providers;
};
