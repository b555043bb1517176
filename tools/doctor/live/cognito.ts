import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUserPools,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import { paginateListServiceQuotas, type ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { Finding } from "../finding.ts";
import { getProperty, toList } from "../template.ts";
import { askAws, listFindings } from "./ask.ts";
import type { Requirements } from "./wanted.ts";

type RequiredPool = Requirements["pools"][number];

/** Finds the deployed pools with this name. */
export const findDeployedPools = async (
  cognito: CognitoIdentityProviderClient,
  { name }: RequiredPool,
): Promise<{ pools: UserPoolType[]; found: Finding[] }> => {
  const answer = await askAws("cognito-idp:ListUserPools and DescribeUserPool", name, async () => {
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

/** Compares a pool with the template: an update without LambdaConfig, made outside the stack, removes triggers. */
export const checkPool = ({ name, triggers }: RequiredPool, deployed: UserPoolType): Finding[] => {
  const { Id = name, LambdaConfig = {}, EmailConfiguration: { EmailSendingAccount: sender } = {} } = deployed;
  const lost = triggers.filter((trigger) => !(trigger in LambdaConfig)).join(", ");
  const fix = "deploy the stage; if it is deployed, find out who changed the pool outside the stack.";
  const wrong = "the deployed pool sends with Cognito's own account: 50 mails per day, without the suite's HTML.";
  return [
    ...listFindings("live-triggers", Id, [lost !== "", `the deployed pool does not call ${lost}.`, fix]),
    ...listFindings("live-pool-sender", Id, [sender !== "DEVELOPER", wrong, "deploy the stage again."]),
  ];
};

const mayBeCognito = /^(?:email\.)?cognito-idp\.amazonaws\.com$/;
const sends = /^ses:(?:\*|Send(?:Raw)?Email|Send\*)$/i;

/** Whether an identity's policy lets Cognito send. */
const letsCognitoSend = (policy: string): boolean =>
  toList(getProperty(JSON.parse(policy), "Statement")).some(
    (statement) =>
      getProperty(statement, "Effect") === "Allow" &&
      toList(getProperty(statement, "Action")).some((action) => sends.test(String(action))) &&
      toList(getProperty(statement, "Principal", "Service")).some((service) => mayBeCognito.test(String(service))),
  );

const roleName = "AWSServiceRoleForAmazonCognitoIdpEmailService";

/**
 * Checks that Cognito may send mail, by its service-linked role or by a policy of an identity.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/using-service-linked-roles.html
 */
export const checkSender = async (
  iam: IAMClient,
  policies: readonly string[],
  isDeployed: boolean,
): Promise<Finding[]> => {
  if (policies.some(letsCognitoSend)) return [];
  const role = await askAws("iam:GetRole", roleName, () => iam.send(new GetRoleCommand({ RoleName: roleName })));
  if ("value" in role) return [];
  if ("unreadable" in role) return [role.unreadable];
  const make = "aws iam create-service-linked-role --aws-service-name email.cognito-idp.amazonaws.com.";
  const allow = "deploy with credentials that have iam:CreateServiceLinkedRole.";
  return listFindings(
    "live-cognito-sender",
    roleName,
    [isDeployed, "neither this role nor the identity's policy allows Cognito to send mail.", make],
    [!isDeployed, "it does not exist yet; Cognito creates it with the first pool that sends through SES.", allow, true],
  );
};

/** Notes Cognito's request rates of this account and region. Only the account's owner can judge them. */
export const noteQuotas = async (quotas: ServiceQuotasClient): Promise<Finding[]> => {
  const resource = "Cognito account";
  const answer = await askAws("servicequotas:ListServiceQuotas", resource, async () => {
    const found: string[] = [];
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: "cognito-idp" }))
      for (const { QuotaName = "", Value } of Quotas)
        if (/UserAuthentication|UserCreation|UserAccountRecovery|User pools per/i.test(QuotaName))
          found.push(`${QuotaName} ${Value}`);
    return found;
  });
  if ("unreadable" in answer) return [{ ...answer.unreadable, note: true }];
  const rates = "value" in answer ? answer.value : [];
  const fix = "if that is not enough, request an increase in Service Quotas.";
  return listFindings("live-cognito-quota", resource, [rates.length > 0, `${rates.join("; ")}.`, fix, true]);
};
