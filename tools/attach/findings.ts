import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { type FunctionFacts, mayInvoke } from "./functions.ts";
import { listUnknownMembers, type PoolMembers } from "./members.ts";
import { hooksOf, isContradictory, type TriggerChange } from "./triggers.ts";

/** Problems stop the command, warnings do not. */
export type AttachFindings = { problems: string[]; warnings: string[] };

type PoolDescription = {
  Id?: string;
  Arn?: string;
  UserPoolTier?: string;
  UserPoolAddOns?: { AdvancedSecurityMode?: string };
  EmailConfiguration?: { EmailSendingAccount?: string };
  VerificationMessageTemplate?: { DefaultEmailOption?: string };
};

const leaveOut = "or name the other triggers with --only";

/**
 * Mail settings of the pool that do not work with the custom message trigger.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
const findMailProblems = ({ EmailConfiguration, VerificationMessageTemplate }: PoolDescription): string[] => [
  ...(EmailConfiguration?.EmailSendingAccount === "DEVELOPER"
    ? []
    : [
        `The pool does not send through SES (EmailSendingAccount is ${EmailConfiguration?.EmailSendingAccount ?? "not set"}). Cognito then rejects the subject and HTML of custom-message, and with them every sign-up. Give the pool an SES sender, ${leaveOut}.`,
      ]),
  ...(VerificationMessageTemplate?.DefaultEmailOption === "CONFIRM_WITH_LINK"
    ? [
        `The pool confirms with Cognito's own link (DefaultEmailOption is CONFIRM_WITH_LINK), which breaks the suite's mails. Set CONFIRM_WITH_CODE, ${leaveOut}.`,
      ]
    : []),
];

const versioned = ["V2_0", "V3_0"];

/** Events with access tokens need the Essentials or Plus plan, or advanced security, as some older Lite pools have. */
const checkPlan = (pool: PoolDescription, tokenVersion: string | undefined): AttachFindings => {
  if (!versioned.includes(tokenVersion ?? "") || pool.UserPoolTier !== "LITE") return { problems: [], warnings: [] };
  const secured = ["AUDIT", "ENFORCED"].includes(pool.UserPoolAddOns?.AdvancedSecurityMode ?? "");
  const text = `The pool has the Lite plan, and PreTokenGeneration ${tokenVersion} needs Essentials.`;
  return secured
    ? { problems: [], warnings: [`${text} It has advanced security, so Cognito may allow it nevertheless.`] }
    : {
        problems: [`${text} Change the plan (it has another price), or change ID tokens only: --token-version V1_0`],
        warnings: [],
      };
};

/** Checks the pool with the triggers that it will have. */
export const checkPool = (
  pool: PoolMembers,
  target: LambdaConfigType,
  changes: readonly TriggerChange[],
  isOurs: (arn: string) => boolean,
  mayBeLost: readonly string[] = [],
): AttachFindings => {
  const described = pool as PoolDescription;
  const changed = changes.filter(({ changes: differs }) => differs);
  const setting = new Set(changed.filter(({ to }) => to).map(({ trigger }) => trigger));
  const plan = checkPlan(
    described,
    setting.has("PreTokenGeneration") ? hooksOf(target)["PreTokenGeneration"]?.version : undefined,
  );
  const unknown = listUnknownMembers(pool).filter((member) => !mayBeLost.includes(member));
  return {
    problems: [
      ...(unknown.length > 0
        ? [
            `The installed AWS SDK does not know ${unknown.join(", ")} of this pool, so an update could reset it. Update @aws-sdk/client-cognito-identity-provider, or if the pool may lose it, add --without ${unknown.join(",")}`,
          ]
        : []),
      ...(setting.has("CustomMessage") && !target.CustomEmailSender && isOurs(target.CustomMessage ?? "")
        ? findMailProblems(described)
        : []),
      ...plan.problems,
    ],
    warnings: [
      ...plan.warnings,
      ...changed
        .filter(({ from, to }) => from && !isOurs(from.arn) && from.arn !== to?.arn)
        .map(({ trigger, from }) => `${trigger} is ${from?.arn} now. Cognito will no longer call it.`),
      ...(target.CustomEmailSender && isOurs(target.CustomMessage ?? "")
        ? ["The pool has CustomEmailSender, which sends all of Cognito's mails. custom-message will have no effect."]
        : []),
      ...(isContradictory((described as { LambdaConfig?: LambdaConfigType }).LambdaConfig ?? {})
        ? [
            "PreTokenGeneration and PreTokenGenerationConfig of the pool name different functions. Cognito uses the second.",
          ]
        : []),
    ],
  };
};

/** Checks the functions that the pool will call. */
export const checkFunctions = (
  pool: PoolMembers,
  stage: string,
  functions: readonly FunctionFacts[],
): AttachFindings => {
  const { Id = "", Arn = "" } = pool as PoolDescription;
  const deploy = `npm run deploy -- --stage ${stage}`;
  const findProblems = ({ name, arn, state, userPoolId, policy, hidden }: FunctionFacts): string[] => {
    if (hidden) return [];
    if (!arn) return [`The function ${name} does not exist. Deploy it first: ${deploy}`];
    if (state === "Failed" || state === "Pending") return [`The function ${name} is not ready: its state is ${state}.`];
    if (userPoolId && userPoolId !== Id)
      return [
        `The function ${name} accepts events of pool ${userPoolId} only. Set userPool.existing: ${Id} in config/${stage}.yml, then: ${deploy}`,
      ];
    return mayInvoke(policy, Arn)
      ? []
      : [
          `This pool is not allowed to call the function ${name}. Set userPool.existing: ${Id} in config/${stage}.yml, then: ${deploy}`,
        ];
  };
  return {
    problems: functions.flatMap(findProblems),
    warnings: functions
      .filter(({ hidden }) => hidden)
      .map(({ name }) => `Your credentials may not read ${name}, so it is unknown whether the pool may call it.`),
  };
};
