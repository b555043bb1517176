import type { Attributes } from "../../runtime/cognito-event.ts";
import type { GroupRule } from "../../settings/linking.ts";
import { readAttribute } from "../people/attribute.ts";
import { providersOf } from "./identities.ts";
import { parseMailAddress } from "./mail-address.ts";

type ConfirmedUser = { clientId: string | null | undefined; userAttributes: Attributes | null | undefined };

/** The name in rules for users with a password and without a provider. */
const localProvider = "Cognito";

/**
 * The groups for a user who was just confirmed. A domain counts only if the address is verified: by the pool's code, or
 * by a provider that the rule names. Other providers can claim any address.
 */
export const chooseDefaultGroups = (
  rules: readonly GroupRule[],
  { clientId, userAttributes }: ConfirmedUser,
): string[] => {
  const read = (name: string) => readAttribute(userAttributes, name);
  const providers = providersOf(userAttributes);
  const provenDomain = read("email_verified") === "true" ? parseMailAddress(read("email") ?? "")?.domain : undefined;
  const isLocal = providers?.length === 0;
  const isMatch = ({ appClient, domain, provider }: GroupRule) =>
    (appClient === undefined || appClient === clientId) &&
    (provider === undefined || (provider === localProvider ? isLocal : providers?.includes(provider))) &&
    (domain === undefined || (domain === provenDomain && (isLocal || provider !== undefined)));
  return [...new Set(rules.filter(isMatch).map(({ group }) => group))];
};
