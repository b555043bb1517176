import { isForAppClient } from "../../src/rules/tokens/app-client-rule.ts";
import type { TokenName } from "../../src/rules/tokens/claim-names.ts";
import {
  certainBudget,
  claimBytesOf,
  emptyBytes,
  groupBytesOf,
  scopeBytesOf,
} from "../../src/rules/tokens/claim-size.ts";
import type { ChangeRule, Claim, ForAppClients, TokenSettings } from "../../src/settings/claims.ts";
import type { Refuse } from "../forms.ts";

/** All app clients that the settings name, and one that stands for all others. */
export const appClientsOf = (claims: readonly Claim[], settings: TokenSettings = {}): string[] => {
  const { suppress = [], scopes = [], groups = [] } = settings;
  const all: readonly ForAppClients[] = [...claims, ...suppress, ...scopes, ...groups];
  const named = all.flatMap(({ appClients = [], exceptAppClients = [] }) => [...appClients, ...exceptAppClients]);
  return [...new Set(named), "another app client"];
};

/** Refuses constants, `otherwise`, scopes and groups that leave too little space for other claims in a token. */
export const checkConstants = (claims: readonly Claim[], refuse: Refuse, settings: TokenSettings): void => {
  const [largest] = appClientsOf(claims, settings)
    .flatMap((client) =>
      (["id", "access"] as const).map((token) => ({
        token,
        client,
        bytes: countTokenBytes(token, client, claims, settings),
      })),
    )
    .sort((one, other) => other.bytes - one.bytes);
  if (largest && largest.bytes > certainBudget)
    refuse(
      "claims",
      `constants, otherwise, added scopes and groups are ${largest.bytes} bytes in the ${largest.token} token of ${largest.client}: keep them within ${certainBudget}`,
    );
};

const countTokenBytes = (
  token: TokenName,
  appClientId: string,
  claims: readonly Claim[],
  { scopes = [], groups = [] }: TokenSettings,
): number => {
  const own = claims.filter((claim) => claim.tokens.includes(token) && isForAppClient(claim, appClientId));
  const added = (rules: readonly ChangeRule[]) => [
    ...new Set(rules.filter((rule) => isForAppClient(rule, appClientId)).flatMap(({ add = [] }) => add)),
  ];
  return (
    own.reduce((sum, claim) => sum + countClaimBytes(claim), emptyBytes) +
    groupBytesOf(added(groups)) +
    (token === "access" ? scopeBytesOf(added(scopes)) : 0)
  );
};

const countClaimBytes = ({ name, from, otherwise }: Claim): number => {
  const value = "constant" in from ? from.constant : otherwise;
  return value === undefined ? 0 : claimBytesOf(name, value);
};
