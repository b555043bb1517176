import type { ChangeRule, Claim, ClaimValue, TokenSettings } from "../../src/claim-settings.ts";
import { isFor } from "../../src/rules/app-client-rule.ts";
import type { Token } from "../../src/rules/claim-names.ts";
import { certainBudget, claimBytes, emptyBytes, groupBytes, scopeBytes } from "../../src/rules/claim-size.ts";

/** Every app client that a setting names, and one that none names. */
export const appClientsOf = (
  claims: readonly Claim[],
  { suppress = [], scopes = [], groups = [] }: TokenSettings = {},
) => [
  ...new Set(
    [...claims, ...suppress, ...scopes, ...groups].flatMap((one) => [
      ...(one.appClients ?? []),
      ...(one.exceptAppClients ?? []),
    ]),
  ),
  "another app client",
];

/** What a claim has in every token: its constant, or what stands for a value that cannot be had. */
const fixed = ({ from, otherwise }: Claim): ClaimValue | undefined => ("constant" in from ? from.constant : otherwise);

/** Where that which is always there leaves nothing for the rest: constants, `otherwise` and the scopes and groups that rules add. */
export const constantsProblems = (claims: readonly Claim[], settings: TokenSettings) =>
  appClientsOf(claims, settings).flatMap((appClientId) =>
    (["id", "access"] as const)
      .map((token) => ({ token, bytes: bytesFor(token, appClientId, claims, settings) }))
      .filter(({ bytes }) => bytes > certainBudget)
      .map(({ token, bytes }) => ({
        path: ["claims"],
        message: `constants, otherwise, added scopes and groups make ${bytes} bytes in the ${token} token of ${appClientId}; what is always there may have ${certainBudget}`,
      })),
  );

const bytesFor = (
  token: Token,
  appClientId: string,
  claims: readonly Claim[],
  { scopes = [], groups = [] }: TokenSettings,
): number => {
  const own = claims.filter((claim) => claim.tokens.includes(token) && isFor(claim, appClientId));
  const added = (rules: readonly ChangeRule[]) => [
    ...new Set(rules.filter((rule) => isFor(rule, appClientId)).flatMap(({ add = [] }) => add)),
  ];
  return (
    own.reduce((sum, claim) => sum + bytesOf(claim), emptyBytes) +
    groupBytes(added(groups)) +
    (token === "access" ? scopeBytes(added(scopes)) : 0)
  );
};

const bytesOf = (claim: Claim): number => {
  const value = fixed(claim);
  return value === undefined ? 0 : claimBytes(claim.name, value);
};
