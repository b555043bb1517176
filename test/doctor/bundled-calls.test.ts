import { describe, expect, it } from "@jest/globals";
import { calledBy } from "../../scripts/doctor/bundled-calls.ts";

const client = (service: string, ...operations: string[]): string =>
  [
    `var c={defaultSigningName:"${service}"};`,
    ...operations.map((name) => `var Da=class extends gr(Zy,y$,"${name}",TS){};`),
  ].join("");
const transaction = (items: string, more = "") => `${client("dynamodb", "TransactWriteItems")}var t=[${items}];${more}`;
const preSignUp = "src/handlers/pre-signup.handler";

describe("a bundle calls", () => {
  it.each<[string, string, string[], string?]>([
    ["what its commands are called", client("ses", "SendEmail"), ["ses:SendEmail"]],
    ["what it calls twice, once", client("ses", "SendEmail", "SendEmail"), ["ses:SendEmail"]],
    [
      "what commands of an older SDK are called",
      `${client("ses")}class A extends B{}.n("SESv2Client","SendEmailCommand")`,
      ["ses:SendEmail"],
    ],
    [
      "each service's own",
      client("dynamodb", "GetItem") + client("cognito-idp", "AdminGetUser"),
      ["dynamodb:GetItem", "cognito-idp:AdminGetUser"],
    ],
    ["a function", client("lambda", "Invoke"), ["lambda:InvokeFunction"]],
    ["a parameter's client", client("ssm", "GetParameter"), []],
    [
      "a parameter's client that the settings ask for",
      `${client("ssm", "GetParameter")}secret:{parameter:"/captcha"}`,
      ["ssm:GetParameter"],
    ],
    ["what a transaction holds", transaction("{Put:a},{Delete:b}"), ["dynamodb:PutItem", "dynamodb:DeleteItem"]],
    ["no check that no settings ask for", transaction("{ConditionCheck:a}", "({unless:r=[]})=>r"), []],
    [
      "a check",
      transaction("{Update:a},{ConditionCheck:b}", "x={unless:beside(a)}"),
      ["dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"],
    ],
    ["nothing for endpoint discovery", client("dynamodb", "DescribeEndpoints"), []],
    ["nothing that IAM does not know", client("dynamodb", "Error", "Nope"), []],
    ["nothing of a service whose client is not there", client("dynamodb", "AdminGetUser"), []],
    ["nothing sure where two services have it", client("sns", "TagResource") + client("lambda", "TagResource"), []],
    [
      "an invitation that the settings ask for",
      `${client("dynamodb", "GetItem")}invitationOnly:!0`,
      ["dynamodb:GetItem"],
      preSignUp,
    ],
    ["no invitation where nobody is invited", `${client("dynamodb", "GetItem")}invitationOnly:!1`, [], preSignUp],
    ["no secret where there is no captcha", '"AmazonSSM.GetParameter""secretsmanager.GetSecretValue"', []],
    [
      "the parameter of a captcha",
      'secret:{parameter:"/x"},"AmazonSSM.GetParameter""secretsmanager.GetSecretValue"',
      ["ssm:GetParameter"],
    ],
    [
      "the secret of a captcha",
      'secret:{secret:"x"},"AmazonSSM.GetParameter""secretsmanager.GetSecretValue"',
      ["secretsmanager:GetSecretValue"],
    ],
  ])("%s", async (_, code, actions, handler = "index.handler") => {
    expect(await calledBy(handler, code)).toEqual(actions);
  });
});
