import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUserPools,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import { paginateListServiceQuotas, type ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { Finding } from "../finding.ts";
import { statementsOf } from "../statements.ts";
import { textOf } from "../template.ts";
import { ask } from "./ask.ts";
import type { Wanted } from "./wanted.ts";

type Pool = Wanted["pools"][number];

/** The deployed pools of a name. */
export const deployedPools = async (
  cognito: CognitoIdentityProviderClient,
  { name }: Pool,
): Promise<{ pools: UserPoolType[]; findings: Finding[] }> => {
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
    findings: "unreadable" in answer ? [answer.unreadable] : [],
  };
};

/** What is no longer as the template has it. Who updates a pool elsewhere and leaves out LambdaConfig takes its triggers away. */
export const poolFindings = ({ name, triggers }: Pool, deployed: UserPoolType): Finding[] => {
  const resource = deployed.Id ?? name;
  const lost = triggers.filter((trigger) => !(trigger in (deployed.LambdaConfig ?? {})));
  return [
    ...(lost.length > 0
      ? [
          {
            rule: "live-triggers",
            resource,
            wrong: `the deployed pool does not call ${lost.join(", ")}.`,
            fix: "deploy the stage; where it was deployed, see who has changed the pool elsewhere.",
          },
        ]
      : []),
    ...(deployed.EmailConfiguration?.EmailSendingAccount === "DEVELOPER"
      ? []
      : [
          {
            rule: "live-pool-sender",
            resource,
            wrong: "the deployed pool sends with Cognito's own account: 50 mails a day, without the suite's HTML.",
            fix: "deploy the stage again.",
          },
        ]),
  ];
};

const senders = /^(?:email\.)?cognito-idp\.amazonaws\.com$/;

/** Whether an identity's policy lets Cognito send. */
const letsCognitoSend = (policy: string): boolean =>
  statementsOf({ Resources: { identity: { Type: "policy", Properties: { policy: JSON.parse(policy) } } } }).some(
    ({ allow, actions, principal }) =>
      allow &&
      actions.some((action) => /^ses:(?:\*|Send(?:Raw)?Email|Send\*)$/i.test(action)) &&
      [(principal as { Service?: unknown } | undefined)?.Service ?? []].flat().some((one) => senders.test(textOf(one))),
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
  return [
    {
      rule: "live-cognito-sender",
      resource: roleName,
      wrong: isDeployed
        ? "neither this role nor the identity's policy lets Cognito send mails."
        : "there is no such role yet; Cognito makes it with the first pool that sends through SES.",
      fix: isDeployed
        ? "aws iam create-service-linked-role --aws-service-name email.cognito-idp.amazonaws.com."
        : "deploy with credentials that have iam:CreateServiceLinkedRole.",
      ...(!isDeployed && { note: true as const }),
    },
  ];
};

/** Cognito's rates of this account and region, to read: what they are enough for only their owner knows. */
export const quotaNotes = async (quotas: ServiceQuotasClient): Promise<Finding[]> => {
  const resource = "Cognito account";
  const answer = await ask("servicequotas:ListServiceQuotas", resource, async () => {
    const found: string[] = [];
    for await (const { Quotas = [] } of paginateListServiceQuotas({ client: quotas }, { ServiceCode: "cognito-idp" }))
      found.push(
        ...Quotas.filter(({ QuotaName = "" }) =>
          /UserAuthentication|UserCreation|UserAccountRecovery|User pools per/i.test(QuotaName),
        ).map(({ QuotaName, Value }) => `${QuotaName} ${Value}`),
      );
    return found;
  });
  if ("unreadable" in answer) return [{ ...answer.unreadable, note: true }];
  if (!("value" in answer) || answer.value.length === 0) return [];
  return [
    {
      rule: "live-cognito-quota",
      resource,
      wrong: `${answer.value.join("; ")}.`,
      fix: "nothing, where that is enough; else ask AWS under Service Quotas.",
      note: true,
    },
  ];
};
