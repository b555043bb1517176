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
  const build = (changes: object) => identityPool(stageWith(changes), suiteWith());
  const readPolicies = (name: string, settings: object = on) =>
    JSON.stringify(build(settings).Resources[name]?.Properties["Policies"] ?? "none");

  it("is created only if it is enabled", () => {
    expect(build({}).Resources).toEqual({});
    expect(build(existing).Resources).toEqual({});
  });

  it.each([
    ["AuthenticatedRole", "authenticated"],
    ["UnauthenticatedRole", "unauthenticated"],
    ["StaffGroupRole", "authenticated"],
  ])("%s is for users of this pool who are %s", (name, kind) => {
    expect(build(on).Resources[name]?.Properties["AssumeRolePolicyDocument"]).toMatchObject({
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
    ["each user their own folder", "AuthenticatedRole", ["private/${!cognito-identity.amazonaws.com:sub}"]],
    ["guests the public folder", "UnauthenticatedRole", ["public"]],
    ["a group its own folder as well", "StaffGroupRole", ["private/${!cognito-identity.amazonaws.com:sub}", "reports"]],
  ])("gives %s", (_, role, folders) => {
    const found = [...readPolicies(role).matchAll(/s3:::files\/([^"]*)\/\*"/g)].map(([, folder]) => folder);
    expect(new Set(found)).toEqual(new Set(folders));
  });

  it("lets only the owner write", () => {
    expect(readPolicies("UnauthenticatedRole")).not.toContain("PutObject");
    expect(readPolicies("StaffGroupRole").match(/"s3:PutObject"/g)).toHaveLength(1);
  });

  it("gives no access without a bucket, and guests no role by default", () => {
    const bare = { identityPool: { enabled: true } };
    expect(readPolicies("AuthenticatedRole", bare)).toBe('"none"');
    expect(Object.keys(build(bare).Resources)).toEqual(["IdentityPool", "IdentityPoolRoles", "AuthenticatedRole"]);
    expect(build(bare).Resources["IdentityPool"]?.Properties).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [expect.objectContaining({ ServerSideTokenCheck: true })],
    });
  });

  it("takes the role from the token", () => {
    expect(build(on).Resources["IdentityPoolRoles"]?.Properties["RoleMappings"]).toMatchObject({
      web: { Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" },
    });
    expect(groups(stageWith(on), suiteWith({ groups: [] })).Resources).toMatchObject({
      StaffGroup: { Properties: { GroupName: "staff", RoleArn: { "Fn::GetAtt": ["StaffGroupRole", "Arn"] } } },
      OthersGroup: { Properties: { GroupName: "others" } },
    });
  });
});
