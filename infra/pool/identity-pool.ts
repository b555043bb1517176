import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { emptyTemplate, type Resource, refTo, substitute, type Template, type TemplatePart } from "../template.ts";
import { clientLogicalName } from "./app-clients.ts";

type Statement = { Effect: "Allow"; Action: string[]; Resource: unknown; Condition?: unknown };

/** Cognito's variable, which IAM replaces for each user. The ! stops CloudFormation from replacing it. */
const identityVariable = "${!cognito-identity.amazonaws.com:sub}";

const objectArnOf = (bucket: string, prefix: string): unknown =>
  substitute(`arn:\${AWS::Partition}:s3:::${bucket}/${prefix}/*`);

const allowListing = (bucket: string, prefixes: string[]): Statement => ({
  Effect: "Allow",
  Action: ["s3:ListBucket"],
  Resource: substitute(`arn:\${AWS::Partition}:s3:::${bucket}`),
  Condition: { StringLike: { "s3:prefix": prefixes.map((prefix) => substitute(`${prefix}/*`)) } },
});

/** A private folder for each user. */
const allowOwnFolder = (bucket: string): Statement[] => [
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: objectArnOf(bucket, `private/${identityVariable}`),
  },
  allowListing(bucket, [`private/${identityVariable}`]),
];

const allowSharedFolders = (bucket: string, prefixes: string[]): Statement[] =>
  prefixes.length === 0
    ? []
    : [
        { Effect: "Allow", Action: ["s3:GetObject"], Resource: prefixes.map((prefix) => objectArnOf(bucket, prefix)) },
        allowListing(bucket, prefixes),
      ];

/** https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
const buildRole = (kind: "authenticated" | "unauthenticated", statements: Statement[]): Resource => ({
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
            StringEquals: { "cognito-identity.amazonaws.com:aud": refTo("IdentityPool") },
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

const listUserClients = ({ clients }: StageSettings): string[] =>
  Object.entries(clients).flatMap(([name, { kind }]) => (kind === "machine" ? [] : [name]));

const buildRoles = ({ identityPool: { bucket, guests }, userPool }: StageSettings): Record<string, Resource> => ({
  AuthenticatedRole: buildRole("authenticated", bucket ? allowOwnFolder(bucket) : []),
  ...(guests && {
    UnauthenticatedRole: buildRole("unauthenticated", bucket ? allowSharedFolders(bucket, ["public"]) : []),
  }),
  ...Object.fromEntries(
    Object.entries(userPool.groups)
      .filter(([, { prefixes }]) => bucket && prefixes.length > 0)
      .map(([name, { prefixes }]) => [
        groupRoleName(name),
        buildRole("authenticated", [...allowOwnFolder(bucket ?? ""), ...allowSharedFolders(bucket ?? "", prefixes)]),
      ]),
  ),
});

/** The role of a group's members, if the group has its own folders. */
export const groupRoleName = (group: string): string => toLogicalName(group, "group", "role");

const buildRoleAttachment = (settings: StageSettings): Resource => ({
  Type: "AWS::Cognito::IdentityPoolRoleAttachment",
  Properties: {
    IdentityPoolId: refTo("IdentityPool"),
    Roles: {
      authenticated: { "Fn::GetAtt": ["AuthenticatedRole", "Arn"] },
      ...(settings.identityPool.guests && { unauthenticated: { "Fn::GetAtt": ["UnauthenticatedRole", "Arn"] } }),
    },
    // The token names the role of the user's first group; users without one get the authenticated role.
    RoleMappings: Object.fromEntries(
      listUserClients(settings).map((name) => [
        name,
        {
          IdentityProvider: {
            "Fn::Join": [
              ":",
              [{ "Fn::GetAtt": ["CognitoUserPoolUsers", "ProviderName"] }, refTo(clientLogicalName(name))],
            ],
          },
          Type: "Token",
          AmbiguousRoleResolution: "AuthenticatedRole",
        },
      ]),
    ),
  },
});

const buildIdentityPool = (settings: StageSettings): Template => ({
  Resources: {
    IdentityPool: {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        IdentityPoolName: settings.name,
        AllowUnauthenticatedIdentities: settings.identityPool.guests,
        AllowClassicFlow: false,
        CognitoIdentityProviders: listUserClients(settings).map((name) => ({
          ClientId: refTo(clientLogicalName(name)),
          ProviderName: { "Fn::GetAtt": ["CognitoUserPoolUsers", "ProviderName"] },
          // A user who was signed out globally gets no more credentials.
          ServerSideTokenCheck: true,
        })),
      },
    },
    IdentityPoolRoles: buildRoleAttachment(settings),
    ...buildRoles(settings),
  },
  Outputs: { IdentityPoolId: { Value: refTo("IdentityPool") } },
});

/** AWS credentials for users of the pool, each with their own folder in a bucket. */
export const identityPool: TemplatePart = (settings) =>
  settings.userPool.existing || !settings.identityPool.enabled ? emptyTemplate : buildIdentityPool(settings);
