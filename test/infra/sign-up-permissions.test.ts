import { expect, it } from "@jest/globals";
import { signUpPermissions } from "../../infra/sign-up-permissions.ts";
import type { Captcha, SignUp } from "../../src/settings/sign-up.ts";
import { stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const open: SignUp = { allowedDomains: [], deniedDomains: [], perAddressAndHour: 5 };
const captcha = (secret: Captcha["secret"]): Captcha => ({
  provider: "turnstile",
  secret,
  hostnames: ["www.example.com"],
  whenDown: "refuse",
});
const invitations = { Action: ["dynamodb:GetItem"], Resource: { "Fn::GetAtt": ["SuiteTable", "Arn"] } };
const parameter = (name: string) => ({
  Action: ["ssm:GetParameter"],
  Resource: { "Fn::Sub": `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/${name}` },
});
const secret = {
  Action: ["secretsmanager:GetSecretValue"],
  Resource: {
    "Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:captcha-??????",
  },
};

it.each<[string, Partial<SignUp>, Record<string, Partial<SignUp>>, object[]]>([
  ["nothing", {}, {}, []],
  ["nothing if both are off", { captcha: false, invitationOnly: false }, { app: {} }, []],
  ["invitations", { invitationOnly: true }, {}, [invitations]],
  ["an app client's invitations", {}, { app: { invitationOnly: true } }, [invitations]],
  ["a parameter", { captcha: captcha({ parameter: "/suite/captcha" }) }, {}, [parameter("suite/captcha")]],
  ["a parameter without a slash", { captcha: captcha({ parameter: "captcha" }) }, {}, [parameter("captcha")]],
  ["a secret", { captcha: captcha({ secret: "captcha" }) }, {}, [secret]],
  [
    "all of them, each once",
    { invitationOnly: true, captcha: captcha({ parameter: "a" }) },
    {
      one: { captcha: captcha({ parameter: "a" }) },
      two: { captcha: captcha({ secret: "captcha" }) },
      three: { captcha: false },
    },
    [invitations, parameter("a"), secret],
  ],
])("pre-signup may look up %s", (_, signUp, clients, statements) => {
  const appClients = Object.fromEntries(Object.entries(clients).map(([id, own]) => [id, { signUp: own }]));
  const { Resources = {} } = signUpPermissions(
    stageWith({}),
    suiteWith({ signUp: { ...open, ...signUp }, appClients }),
  );
  const policies = Object.values(Resources).map(({ Properties }) => Properties);
  expect(policies).toEqual(
    statements.length === 0
      ? []
      : [
          {
            PolicyName: "look-ups",
            Roles: [{ Ref: "PreSignupIamRoleLambdaExecution" }],
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
            },
          },
        ],
  );
});
