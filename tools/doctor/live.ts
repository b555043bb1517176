import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { IAMClient } from "@aws-sdk/client-iam";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Finding } from "./finding.ts";
import { checkPool, checkSender, findDeployedPools, noteQuotas } from "./live/cognito.ts";
import { checkConfigurationSet } from "./live/configuration-set.ts";
import { checkAccount, checkIdentity } from "./live/ses.ts";
import type { Requirements } from "./live/wanted.ts";

/**
 * Checks whether the account meets a template's requirements, with the credentials of the environment. Changes nothing.
 * @throws the SDK's error if there are no usable credentials
 */
export const checkLive = async (region: string, wanted: Requirements): Promise<Finding[]> => {
  const client = { region, maxAttempts: 3 };
  const ses = new SESv2Client(client);
  const cognito = new CognitoIdentityProviderClient(client);
  // One call first, so that missing credentials cause one error and not a dozen.
  const account = await checkAccount(ses, wanted);
  const pools = await Promise.all(
    wanted.pools.map(async (pool) => ({ pool, ...(await findDeployedPools(cognito, pool)) })),
  );
  const isDeployed = pools.some((one) => one.pools.length > 0);
  const identities = await Promise.all(wanted.identities.map((identity) => checkIdentity(ses, identity)));
  const policies = identities.flatMap((one) => one.policies);
  const further = await Promise.all([
    ...wanted.configurationSets.map((name) => checkConfigurationSet(ses, name, isDeployed)),
    checkSender(new IAMClient(client), policies, isDeployed),
    noteQuotas(new ServiceQuotasClient(client)),
  ]);
  return [
    ...account,
    ...identities.flatMap(({ found }) => found),
    ...pools.flatMap(({ pool, pools: deployed, found }) => [
      ...found,
      ...deployed.flatMap((one) => checkPool(pool, one)),
    ]),
    ...further.flat(),
  ];
};
