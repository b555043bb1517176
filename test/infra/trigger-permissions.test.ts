import { describe, expect, it } from "@jest/globals";
import { triggerPermissions } from "../../infra/trigger-permissions.ts";
import { stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const existing = { userPool: { existing: "eu-west-1_AbC", appClientIds: ["a"] } };

describe("the pool permissions of triggers", () => {
  const linking = { trustedProviders: ["Google"] };

  it.each<[string, object, Record<string, string[]>]>([
    ["allow nothing", { groups: [] }, {}],
    [
      "allow looking up and linking users",
      { groups: [], linking },
      { PreSignupPoolPolicy: ["cognito-idp:ListUsers", "cognito-idp:AdminLinkProviderForUser"] },
    ],
    [
      "allow adding users to groups",
      { groups: [{ group: "staff" }] },
      {
        PostConfirmationPoolPolicy: ["cognito-idp:AdminAddUserToGroup"],
        EnsureProfilePoolPolicy: ["cognito-idp:AdminAddUserToGroup"],
      },
    ],
  ])("%s", (_, suite, policies) => {
    const { Resources } = triggerPermissions(stageWith({}), suiteWith(suite));
    const actions = Object.entries(Resources).map(([name, { Properties }]) => [
      name,
      (Properties["PolicyDocument"] as { Statement: Array<{ Action: string[] }> }).Statement.flatMap(
        ({ Action }) => Action,
      ),
    ]);
    expect(Object.fromEntries(actions)).toEqual(policies);
  });

  it.each<[string, object, unknown]>([
    ["the stack's pool", {}, { "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"] }],
    [
      "an existing pool",
      existing,
      { "Fn::Sub": "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/eu-west-1_AbC" },
    ],
  ])("apply only to %s, in a separate policy", (_, settings, resource) => {
    const { PreSignupPoolPolicy } = triggerPermissions(stageWith(settings), suiteWith({ linking })).Resources;
    expect(PreSignupPoolPolicy).toMatchObject({
      Type: "AWS::IAM::Policy",
      Properties: {
        Roles: [{ Ref: "PreSignupIamRoleLambdaExecution" }],
        PolicyDocument: { Statement: [{ Effect: "Allow", Resource: resource }] },
      },
    });
  });
});
