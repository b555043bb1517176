import type { Attributes } from "../../runtime/cognito-event.ts";
import type { GroupRule } from "../../settings/linking.ts";
import { readAttribute } from "../people/attribute.ts";
import { providersOf } from "./identities.ts";
import { parseMailAddress } from "./mail-address.ts";

type ConfirmedUser = { clientId: string | null | undefined; userAttributes: Attributes | null | undefined };

/** How a rule names those who have a password in the pool and no provider. */
const localProvider = "Cognito";

/**
 * The groups of somebody who has just been confirmed. A domain counts only as far as the address is proven: to the pool by
 * its code, or by a provider that the rule names, for what other providers say of an address is theirs to say.
 */
export const chooseDefaultGroups = (
  rules: readonly GroupRule[],
  { clientId, userAttributes }: ConfirmedUser,
): string[] => {
  const read = (name: string) => readAttribute(userAttributes, name);
  const providers = providersOf(userAttributes);
  const provenDomain = read("email_verified") === "true" ? parseMailAddress(read("email") ?? "")?.domain : undefined;
  const isLocal = providers?.length === 0;
  const fits = ({ appClient, domain, provider }: GroupRule) =>
    (appClient === undefined || appClient === clientId) &&
    (provider === undefined || (provider === localProvider ? isLocal : providers?.includes(provider))) &&
    (domain === undefined || (domain === provenDomain && (isLocal || provider !== undefined)));
  return [...new Set(rules.filter(fits).map(({ group }) => group))];
};
