import { describe, expect, it } from "@jest/globals";
import { groups } from "../../../infra/pool/groups.ts";
import { identityPool } from "../../../infra/pool/identity-pool.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const existing = { userPool: { existing: "eu-west-1_AbC", appClientIds: ["a"] } };

describe("the identity pool", () => {
  const on = {
    identityPool: { enabled: true, bucket: "files", guests: true },
    userPool: { groups: { staff: { prefixes: ["reports"] }, others: {} } },
  };
  const made = (changes: object) => identityPool(stageWith(changes), suiteWith());
  const statements = (name: string, settings: object = on) =>
    JSON.stringify(made(settings).Resources[name]?.Properties["Policies"] ?? "none");

  it("is not made unless it is wanted", () => {
    expect(made({}).Resources).toEqual({});
    expect(made(existing).Resources).toEqual({});
  });

  it.each([
    ["AuthenticatedRole", "authenticated"],
    ["UnauthenticatedRole", "unauthenticated"],
    ["StaffGroupRole", "authenticated"],
  ])("%s is for people of this pool who are %s", (name, kind) => {
    expect(made(on).Resources[name]?.Properties["AssumeRolePolicyDocument"]).toMatchObject({
      Statement: [
        {
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: "IdentityPool" } },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": kind },
          },
        },
      ],
    });
  });

  it.each<[string, string, string[]]>([
    ["each person their own folder", "AuthenticatedRole", ["private/${!cognito-identity.amazonaws.com:sub}"]],
    ["guests the public one", "UnauthenticatedRole", ["public"]],
    ["a group its own beside", "StaffGroupRole", ["private/${!cognito-identity.amazonaws.com:sub}", "reports"]],
  ])("gives %s", (_, role, folders) => {
    const found = [...statements(role).matchAll(/s3:::files\/([^"]*)\/\*"/g)].map(([, folder]) => folder);
    expect(new Set(found)).toEqual(new Set(folders));
  });

  it("lets only the owner write", () => {
    expect(statements("UnauthenticatedRole")).not.toContain("PutObject");
    expect(statements("StaffGroupRole").match(/"s3:PutObject"/g)).toHaveLength(1);
  });

  it("gives nothing where there is no bucket, and guests no role unless they may come", () => {
    const bare = { identityPool: { enabled: true } };
    expect(statements("AuthenticatedRole", bare)).toBe('"none"');
    expect(Object.keys(made(bare).Resources)).toEqual(["IdentityPool", "IdentityPoolRoles", "AuthenticatedRole"]);
    expect(made(bare).Resources["IdentityPool"]?.Properties).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [expect.objectContaining({ ServerSideTokenCheck: true })],
    });
  });

  it("takes the role from the token", () => {
    expect(made(on).Resources["IdentityPoolRoles"]?.Properties["RoleMappings"]).toMatchObject({
      web: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" },
    });
    expect(groups(stageWith(on), suiteWith({ groups: [] })).Resources).toMatchObject({
      StaffGroup: { Properties: { GroupName: "staff", RoleArn: { "Fn::GetAtt": ["StaffGroupRole", "Arn"] } } },
      OthersGroup: { Properties: { GroupName: "others" } },
    });
  });
});
