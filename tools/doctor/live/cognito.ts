import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUserPools,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import { paginateListServiceQuotas, type ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { Finding } from "../finding.ts";
import { at, listOf } from "../template.ts";
import { ask, findings } from "./ask.ts";
import type { Wanted } from "./wanted.ts";

type Pool = Wanted["pools"][number];

/** The deployed pools of a name. */
export const deployedPools = async (
  cognito: CognitoIdentityProviderClient,
  { name }: Pool,
): Promise<{ pools: UserPoolType[]; found: Finding[] }> => {
  const answer = await ask("cognito-idp:ListUserPools and DescribeUserPool", name, async () => {
    const pools: UserPoolType[] = [];
    for await (const { UserPools = [] } of paginateListUserPools({ client: cognito, pageSize: 60 }, { MaxResults: 60 }))
      for (const { Id, Name } of UserPools) {
        if (Name !== name) continue;
        const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: Id }));
        if (UserPool) pools.push(UserPool);
      }
    return pools;
  });
  return {
    pools: "value" in answer ? answer.value : [],
    found: "unreadable" in answer ? [answer.unreadable] : [],
  };
};

/** What the template has and the pool no longer: an update without LambdaConfig, made elsewhere, takes triggers away. */
export const poolFindings = ({ name, triggers }: Pool, deployed: UserPoolType): Finding[] => {
  const { Id = name, LambdaConfig = {}, EmailConfiguration: { EmailSendingAccount: sender } = {} } = deployed;
  const lost = triggers.filter((trigger) => !(trigger in LambdaConfig)).join(", ");
  const fix = "deploy the stage; if it was deployed, see who has changed the pool elsewhere.";
  const wrong = "the deployed pool sends with Cognito's own account: 50 mails a day, without the suite's HTML.";
  return [
    ...findings("live-triggers", Id, [lost !== "", `the deployed pool does not call ${lost}.`, fix]),
    ...findings("live-pool-sender", Id, [sender !== "DEVELOPER", wrong, "deploy the stage again."]),
  ];
};

const mayBeCognito = /^(?:email\.)?cognito-idp\.amazonaws\.com$/;
const sends = /^ses:(?:\*|Send(?:Raw)?Email|Send\*)$/i;

/** Whether an identity's policy lets Cognito send. */
const letsCognitoSend = (policy: string): boolean =>
  listOf(at(JSON.parse(policy), "Statement")).some(
    (statement) =>
      at(statement, "Effect") === "Allow" &&
      listOf(at(statement, "Action")).some((action) => sends.test(String(action))) &&
      listOf(at(statement, "Principal", "Service")).some((service) => mayBeCognito.test(String(service))),
  );

const roleName = "AWSServiceRoleForAmazonCognitoIdpEmailService";

/**
 * Whether Cognito may send as the identities: by its own service-linked role, or by their policies.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-service-linked-roles.html
 */
export const senderFindings = async (
  iam: IAMClient,
  policies: readonly string[],
  isDeployed: boolean,
): Promise<Finding[]> => {
  if (policies.some(letsCognitoSend)) return [];
  const role = await ask("iam:GetRole", roleName, () => iam.send(new GetRoleCommand({ RoleName: roleName })));
  if ("value" in role) return [];
  if ("unreadable" in role) return [role.unreadable];
  const make = "aws iam create-service-linked-role --aws-service-name email.cognito-idp.amazonaws.com.";
  const allow = "deploy with credentials that have iam:CreateServiceLinkedRole.";
  return findings(
    "live-cognito-sender",
    roleName,
    [isDeployed, "neither this role nor the identity's policy lets Cognito send mails.", make],
    [!isDeployed, "it is not there yet; Cognito makes it with the first pool that sends through SES.", allow, true],
  );
};

/** Cognito's rates of this account and region, to read: what they are enough for only their owner knows. */
export const quotaNotes = async (quotas: ServiceQuotasClient): Promise<Finding[]> => {
  const resource = "Cognito account";
  const answer = await ask("servicequotas:ListServiceQuotas", resource, async () => {
    const found: string[] = [];
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: "cognito-idp" }))
      for (const { QuotaName = "", Value } of Quotas)
        if (/UserAuthentication|UserCreation|UserAccountRecovery|User pools per/i.test(QuotaName))
          found.push(`${QuotaName} ${Value}`);
    return found;
  });
  if ("unreadable" in answer) return [{ ...answer.unreadable, note: true }];
  const rates = "value" in answer ? answer.value : [];
  const fix = "nothing, if that is enough; else ask AWS under Service Quotas.";
  return findings("live-cognito-quota", resource, [rates.length > 0, `${rates.join("; ")}.`, fix, true]);
};
