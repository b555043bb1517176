import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { type FunctionFacts, mayInvoke } from "./functions.ts";
import { type Pool, unknownMembers } from "./members.ts";
import { type Change, hooksOf, isContradictory } from "./triggers.ts";

/** What stops the command, and what a person should know before it goes on. */
export type Findings = { problems: string[]; warnings: string[] };

type Described = {
  Id?: string;
  Arn?: string;
  UserPoolTier?: string;
  UserPoolAddOns?: { AdvancedSecurityMode?: string };
  EmailConfiguration?: { EmailSendingAccount?: string };
  VerificationMessageTemplate?: { DefaultEmailOption?: string };
};

const leaveOut = "or leave CustomMessage out with --only";

/**
 * What the pool's own mail settings make of custom-message.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
const mailProblems = ({ EmailConfiguration, VerificationMessageTemplate }: Described): string[] => [
  ...(EmailConfiguration?.EmailSendingAccount === "DEVELOPER"
    ? []
    : [
        `The pool does not send through SES (EmailSendingAccount is ${EmailConfiguration?.EmailSendingAccount ?? "not set"}). Cognito refuses subject and HTML of custom-message then, and with them every sign-up. Give the pool an SES sender, ${leaveOut}.`,
      ]),
  ...(VerificationMessageTemplate?.DefaultEmailOption === "CONFIRM_WITH_LINK"
    ? [
        `The pool confirms with Cognito's own link (DefaultEmailOption is CONFIRM_WITH_LINK), which would break the suite's mails. Set CONFIRM_WITH_CODE, ${leaveOut}.`,
      ]
    : []),
];

const versioned = ["V2_0", "V3_0"];

/** Events with access tokens need the plan Essentials or Plus, or the advanced security that Lite pools once could have. */
const planFindings = (pool: Described, tokenVersion: string | undefined): Findings => {
  if (!versioned.includes(tokenVersion ?? "") || pool.UserPoolTier !== "LITE") return { problems: [], warnings: [] };
  const secured = ["AUDIT", "ENFORCED"].includes(pool.UserPoolAddOns?.AdvancedSecurityMode ?? "");
  const text = `The pool has the plan Lite, and PreTokenGeneration ${tokenVersion} needs Essentials.`;
  return secured
    ? { problems: [], warnings: [`${text} It has advanced security, with which Cognito may allow it all the same.`] }
    : {
        problems: [
          `${text} Change the plan (it has another price), or attach V1_0, ID tokens only: --token-version V1_0`,
        ],
        warnings: [],
      };
};

/** Findings of the pool itself, with the triggers that it will have. */
export const poolFindings = (
  pool: Pool,
  target: LambdaConfigType,
  changes: readonly Change[],
  isOurs: (arn: string) => boolean,
  leftOut: readonly string[] = [],
): Findings => {
  const described = pool as Described;
  const changed = changes.filter(({ changes: differs }) => differs);
  const setting = new Set(changed.filter(({ to }) => to).map(({ trigger }) => trigger));
  const plan = planFindings(
    described,
    setting.has("PreTokenGeneration") ? hooksOf(target)["PreTokenGeneration"]?.version : undefined,
  );
  const unknown = unknownMembers(pool).filter((member) => !leftOut.includes(member));
  return {
    problems: [
      ...(unknown.length > 0
        ? [
            `The installed AWS SDK does not know ${unknown.join(", ")} of this pool, so an update could reset it. Update @aws-sdk/client-cognito-identity-provider; if you know that it may be left out: --without ${unknown.join(",")}`,
          ]
        : []),
      ...(setting.has("CustomMessage") && !target.CustomEmailSender && isOurs(target.CustomMessage ?? "")
        ? mailProblems(described)
        : []),
      ...plan.problems,
    ],
    warnings: [
      ...plan.warnings,
      ...changed
        .filter(({ from, to }) => from && !isOurs(from.arn) && from.arn !== to?.arn)
        .map(({ trigger, from }) => `${trigger} is ${from?.arn} now, which will no longer be called.`),
      ...(target.CustomEmailSender && isOurs(target.CustomMessage ?? "")
        ? ["The pool has CustomEmailSender, which sends all of Cognito's mails: custom-message makes none."]
        : []),
      ...(isContradictory((described as { LambdaConfig?: LambdaConfigType }).LambdaConfig ?? {})
        ? ["PreTokenGeneration and PreTokenGenerationConfig of the pool name two functions; the second counts."]
        : []),
    ],
  };
};

/** Findings of the functions that the pool will newly call. */
export const functionFindings = (pool: Pool, stage: string, functions: readonly FunctionFacts[]): Findings => {
  const { Id = "", Arn = "" } = pool as Described;
  const deploy = `npm run deploy -- --stage ${stage}`;
  const problem = ({ name, arn, state, userPoolId, policy, hidden }: FunctionFacts): string[] => {
    if (hidden) return [];
    if (!arn) return [`The function ${name} does not exist. Deploy it first: ${deploy}`];
    if (state === "Failed" || state === "Pending") return [`The function ${name} is not ready: its state is ${state}.`];
    if (userPoolId && userPoolId !== Id)
      return [
        `The function ${name} refuses events of any pool but ${userPoolId}. Set userPool.existing: ${Id} in config/${stage}.yml, then: ${deploy}`,
      ];
    return mayInvoke(policy, Arn)
      ? []
      : [
          `This pool may not call the function ${name}. Set userPool.existing: ${Id} in config/${stage}.yml, then: ${deploy}`,
        ];
  };
  return {
    problems: functions.flatMap(problem),
    warnings: functions
      .filter(({ hidden }) => hidden)
      .map(({ name }) => `These credentials may not look at ${name}: whether the pool may call it is not known.`),
  };
};
