import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { IAMClient } from "@aws-sdk/client-iam";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Finding } from "./finding.ts";
import { deployedPools, poolFindings, quotaNotes, senderFindings } from "./live/cognito.ts";
import { configurationSetFindings } from "./live/configuration-set.ts";
import { accountFindings, identityFindings } from "./live/ses.ts";
import type { Wanted } from "./live/wanted.ts";

/**
 * What the account lacks for a template, asked with the credentials of the environment; changes nothing.
 * @throws the SDK's error if there are no usable credentials
 */
export const liveFindings = async (region: string, wanted: Wanted): Promise<Finding[]> => {
  const client = { region, maxAttempts: 3 };
  const ses = new SESv2Client(client);
  const cognito = new CognitoIdentityProviderClient(client);
  // The first answer tells whether there are credentials; a dozen refusals would say the same.
  const account = await accountFindings(ses, wanted);
  const pools = await Promise.all(
    wanted.pools.map(async (pool) => ({ pool, ...(await deployedPools(cognito, pool)) })),
  );
  const isDeployed = pools.some((one) => one.pools.length > 0);
  const identities = await Promise.all(wanted.identities.map((identity) => identityFindings(ses, identity)));
  const policies = identities.flatMap((one) => one.policies);
  const further = await Promise.all([
    ...wanted.configurationSets.map((name) => configurationSetFindings(ses, name, isDeployed)),
    senderFindings(new IAMClient(client), policies, isDeployed),
    quotaNotes(new ServiceQuotasClient(client)),
  ]);
  return [
    ...account,
    ...identities.flatMap(({ found }) => found),
    ...pools.flatMap(({ pool, pools: deployed, found }) => [
      ...found,
      ...deployed.flatMap((one) => poolFindings(pool, one)),
    ]),
    ...further.flat(),
  ];
};
