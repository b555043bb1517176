import { toLogicalName } from "../schema/logical-name.ts";
import { hasInvitations } from "../src/rules/sign-up/sign-up-policy.ts";
import type { Captcha } from "../src/settings/sign-up.ts";
import type { Suite } from "../src/settings/suite.ts";
import { arnOf, emptyTemplate, refTo, substitute, type TemplatePart } from "./template.ts";

const account = "${AWS::Region}:${AWS::AccountId}";

/** Secrets Manager appends six characters to the name of a secret. */
const allowReadingSecret = ({ secret }: Captcha) =>
  "parameter" in secret
    ? {
        Effect: "Allow",
        Action: ["ssm:GetParameter"],
        Resource: substitute(`arn:\${AWS::Partition}:ssm:${account}:parameter/${secret.parameter.replace(/^\//, "")}`),
      }
    : {
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: substitute(`arn:\${AWS::Partition}:secretsmanager:${account}:secret:${secret.secret}-??????`),
      };

/** The rights that preSignup needs beyond counting, by the settings. */
const buildStatements = (suite: Suite): object[] => {
  const captchas = [{ signUp: suite.signUp }, ...Object.values(suite.appClients)].flatMap(
    ({ signUp }) => signUp?.captcha || [],
  );
  const secrets = new Map(captchas.map((captcha) => [JSON.stringify(captcha.secret), allowReadingSecret(captcha)]));
  return [
    ...(hasInvitations(suite)
      ? [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: arnOf("SuiteTable") }]
      : []),
    ...secrets.values(),
  ];
};

export const signUpPermissions: TemplatePart = (_, suite) => {
  const needed = buildStatements(suite);
  if (needed.length === 0) return emptyTemplate;
  return {
    Resources: {
      [toLogicalName("preSignup", "look", "ups", "policy")]: {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "look-ups",
          Roles: [refTo(toLogicalName("preSignup", "iam", "role", "lambda", "execution"))],
          PolicyDocument: { Version: "2012-10-17", Statement: needed },
        },
      },
    },
  };
};
