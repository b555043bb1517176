import { logicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { nothing, type Resource, ref, sub, type Template, type TemplatePart } from "../template.ts";
import { clientResource } from "./app-clients.ts";

type Statement = { Effect: "Allow"; Action: string[]; Resource: unknown; Condition?: unknown };

/** Cognito's own variable, which IAM fills in for each person; the ! keeps CloudFormation from doing it. */
const person = "${!cognito-identity.amazonaws.com:sub}";

const objects = (bucket: string, prefix: string): unknown => sub(`arn:\${AWS::Partition}:s3:::${bucket}/${prefix}/*`);

const list = (bucket: string, prefixes: string[]): Statement => ({
  Effect: "Allow",
  Action: ["s3:ListBucket"],
  Resource: sub(`arn:\${AWS::Partition}:s3:::${bucket}`),
  Condition: { StringLike: { "s3:prefix": prefixes.map((prefix) => sub(`${prefix}/*`)) } },
});

/** A folder for each person, that nobody else sees. */
const ownFolder = (bucket: string): Statement[] => [
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: objects(bucket, `private/${person}`),
  },
  list(bucket, [`private/${person}`]),
];

const sharedFolders = (bucket: string, prefixes: string[]): Statement[] =>
  prefixes.length === 0
    ? []
    : [
        { Effect: "Allow", Action: ["s3:GetObject"], Resource: prefixes.map((prefix) => objects(bucket, prefix)) },
        list(bucket, prefixes),
      ];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
const role = (kind: "authenticated" | "unauthenticated", statements: Statement[]): Resource => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": ref("IdentityPool") },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": kind },
          },
        },
      ],
    },
    ...(statements.length > 0 && {
      Policies: [{ PolicyName: "files", PolicyDocument: { Version: "2012-10-17", Statement: statements } }],
    }),
  },
});

const clientsOfPeople = ({ clients }: StageSettings): string[] =>
  Object.entries(clients).flatMap(([name, { kind }]) => (kind === "machine" ? [] : [name]));

const rolesOf = ({ identityPool: { bucket, guests }, userPool }: StageSettings): Record<string, Resource> => ({
  AuthenticatedRole: role("authenticated", bucket ? ownFolder(bucket) : []),
  ...(guests && { UnauthenticatedRole: role("unauthenticated", bucket ? sharedFolders(bucket, ["public"]) : []) }),
  ...Object.fromEntries(
    Object.entries(userPool.groups)
      .filter(([, { prefixes }]) => bucket && prefixes.length > 0)
      .map(([name, { prefixes }]) => [
        groupRole(name),
        role("authenticated", [...ownFolder(bucket ?? ""), ...sharedFolders(bucket ?? "", prefixes)]),
      ]),
  ),
});

/** The role of a group's members, where the group has folders of its own. */
export const groupRole = (group: string): string => logicalName(group, "group", "role");

const attachment = (settings: StageSettings): Resource => ({
  Type: "AWS::Cognito::IdentityPoolRoleAttachment",
  Properties: {
    IdentityPoolId: ref("IdentityPool"),
    Roles: {
      authenticated: { "Fn::GetAtt": ["AuthenticatedRole", "Arn"] },
      ...(settings.identityPool.guests && { unauthenticated: { "Fn::GetAtt": ["UnauthenticatedRole", "Arn"] } }),
    },
    // The token names the role of the person's first group; whoever has none gets the authenticated role.
    RoleMappings: Object.fromEntries(
      clientsOfPeople(settings).map((name) => [
        name,
        {
          IdentityProvider: {
            "Fn::Join": [":", [{ "Fn::GetAtt": ["CognitoUserPoolUsers", "ProviderName"] }, ref(clientResource(name))]],
          },
          Type: "Token",
          AmbiguousRoleResolution: "AuthenticatedRole",
        },
      ]),
    ),
  },
});

const identities = (settings: StageSettings): Template => ({
  Resources: {
    IdentityPool: {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        IdentityPoolName: settings.name,
        AllowUnauthenticatedIdentities: settings.identityPool.guests,
        AllowClassicFlow: false,
        CognitoIdentityProviders: clientsOfPeople(settings).map((name) => ({
          ClientId: ref(clientResource(name)),
          ProviderName: { "Fn::GetAtt": ["CognitoUserPoolUsers", "ProviderName"] },
          // A person who was signed out everywhere gets no further credentials.
          ServerSideTokenCheck: true,
        })),
      },
    },
    IdentityPoolRoles: attachment(settings),
    ...rolesOf(settings),
  },
  Outputs: { IdentityPoolId: { Value: ref("IdentityPool") } },
});

/** AWS credentials for people of the pool, each with their own folder in a bucket. */
export const identityPool: TemplatePart = (settings) =>
  settings.userPool.existing || !settings.identityPool.enabled ? nothing : identities(settings);
