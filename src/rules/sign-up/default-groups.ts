import type { Attributes } from "../../runtime/cognito-event.ts";
import type { GroupRule } from "../../settings/linking.ts";
import { attribute } from "../people/attribute.ts";
import { providersOf } from "./identities.ts";
import { mailAddress } from "./mail-address.ts";

type Person = { clientId: string | null | undefined; userAttributes: Attributes | null | undefined };

/** How a rule names those who have a password in the pool and no provider. */
const local = "Cognito";

/**
 * The groups of somebody who has just been confirmed. A domain counts only as far as the address is proven: to the pool by
 * its code, or by a provider that the rule names, for what other providers say of an address is theirs to say.
 */
export const defaultGroups = (rules: readonly GroupRule[], { clientId, userAttributes }: Person): string[] => {
  const read = (name: string) => attribute(userAttributes, name);
  const providers = providersOf(userAttributes);
  const provenDomain = read("email_verified") === "true" ? mailAddress(read("email") ?? "")?.domain : undefined;
  const isLocal = providers?.length === 0;
  const fits = ({ appClient, domain, provider }: GroupRule) =>
    (appClient === undefined || appClient === clientId) &&
    (provider === undefined || (provider === local ? isLocal : providers?.includes(provider))) &&
    (domain === undefined || (domain === provenDomain && (isLocal || provider !== undefined)));
  return [...new Set(rules.filter(fits).map(({ group }) => group))];
};
