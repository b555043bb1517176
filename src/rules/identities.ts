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
