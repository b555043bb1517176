import { describe, expect, it } from "@jest/globals";
import { appClients } from "../../../infra/pool/app-clients.ts";
import { federation } from "../../../infra/pool/federation.ts";
import { buildReferences } from "../../../infra/references.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const build = (changes: object, stage = "prod") => appClients(stageWith(changes, stage), suiteWith());
const buildClient = (changes: object, further: object = {}): Record<string, unknown> => {
  const resource = build({ clients: { web: changes }, ...further }).Resources["WebClient"];
  return { DependsOn: resource?.DependsOn, ...resource?.Properties };
};

const back = { callbackUrls: ["https://app.example.com/"], logoutUrls: ["https://app.example.com/bye"] };
const api = {
  resourceServers: { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } },
};
const providers = {
  federation: {
    google: { clientId: "123", secret: "suite/google" },
    facebook: { clientId: "123", secret: "suite/facebook#appSecret" },
    amazon: { clientId: "123", secret: "suite/amazon" },
    apple: { servicesId: "com.example.web", teamId: "ABCDE12345", keyId: "FGHIJ67890", secret: "suite/apple" },
    saml: { "My-Okta": { metadataUrl: "https://example.okta.com/metadata", identifiers: ["example.org"] } },
    oidc: { Keycloak: { clientId: "suite", secret: "suite/keycloak", issuer: "https://login.example.org" } },
  },
};

describe("a client for users", () => {
  it.each<[string, object, object]>([
    ["has no secret in a browser", {}, { GenerateSecret: false }],
    ["has a secret on a server", { kind: "confidential" }, { GenerateSecret: true }],
    ["does not reveal who has an account", {}, { PreventUserExistenceErrors: "ENABLED" }],
    ["can revoke tokens", {}, { EnableTokenRevocation: true }],
    [
      "rotates its refresh tokens",
      {},
      {
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 30 },
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"],
      },
    ],
    [
      "can keep its refresh tokens",
      { refreshTokenRotation: false },
      { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] },
    ],
    [
      "has the lifetimes of the settings",
      { accessTokenMinutes: 5, idTokenMinutes: 6, refreshTokenDays: 7, sessionMinutes: 8 },
      {
        AccessTokenValidity: 5,
        IdTokenValidity: 6,
        RefreshTokenValidity: 7,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
        AuthSessionValidity: 8,
      },
    ],
    [
      "has only the code flow",
      back,
      {
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "email", "profile"],
        CallbackURLs: back.callbackUrls,
        LogoutURLs: back.logoutUrls,
      },
    ],
  ])("%s", (_, settings, properties) => {
    expect(buildClient(settings)).toMatchObject(properties);
  });

  it("has no OAuth flow without a callback URL", () => {
    expect(buildClient({})).not.toHaveProperty("AllowedOAuthFlows");
    expect(buildClient({ refreshTokenRotation: false })).not.toHaveProperty("RefreshTokenRotation");
  });

  it("depends only on the providers that it names", () => {
    expect(buildClient(back, providers)).toMatchObject({
      SupportedIdentityProviders: [
        "COGNITO",
        "Google",
        "Facebook",
        "LoginWithAmazon",
        "SignInWithApple",
        "My-Okta",
        "Keycloak",
      ],
      DependsOn: [
        "GoogleProvider",
        "FacebookProvider",
        "LoginWithAmazonProvider",
        "SignInWithAppleProvider",
        "MyOktaProvider",
        "KeycloakProvider",
      ],
    });
    expect(buildClient({ providers: ["COGNITO"] }, providers)).toMatchObject({
      SupportedIdentityProviders: ["COGNITO"],
      DependsOn: undefined,
    });
  });
});

describe("the attributes of a client", () => {
  const attributes = {
    customAttributes: {
      agentName: {},
      tenant: { writableBy: "nobody" },
      note: { writableBy: "nobody", readableBy: "nobody" },
    },
  };

  it.each([
    ["email", true, true],
    ["email_verified", true, false],
    ["custom:agentName", true, true],
    ["custom:tenant", true, false],
    ["custom:note", false, false],
    ["phone_number", false, false],
    ["birthdate", true, true],
  ])("%s: read %s, write %s", (name, reads, writes) => {
    const { ReadAttributes, WriteAttributes } = buildClient(
      {},
      { userPool: { ...attributes, requiredAttributes: ["birthdate"] } },
    ) as {
      ReadAttributes: string[];
      WriteAttributes: string[];
    };
    expect([ReadAttributes.includes(name), WriteAttributes.includes(name)]).toEqual([reads, writes]);
  });

  it("are writable if a provider maps them, as its sign-ins need", () => {
    const google = { clientId: "1", secret: "x", attributes: { picture: "picture", email_verified: "email_verified" } };
    const { WriteAttributes } = buildClient(back, { federation: { google } }) as { WriteAttributes: string[] };
    expect(WriteAttributes).toContain("picture");
    expect(WriteAttributes).not.toContain("email_verified");
  });

  it("are not writable with writableBy: nobody, even if a provider maps them", () => {
    const google = { clientId: "1", secret: "x", attributes: { "custom:tenant": "hd" } };
    const { WriteAttributes } = buildClient(back, { userPool: attributes, federation: { google } }) as {
      WriteAttributes: string[];
    };
    expect(WriteAttributes).not.toContain("custom:tenant");
  });
});

it("gives a machine client scopes and a secret, and no callback URLs", () => {
  const robot = { kind: "machine", scopes: ["https://api.example.com/read"], accessTokenMinutes: 15 };
  const { Resources } = build({ clients: { robot }, ...api });
  expect(Resources["OrdersResourceServer"]?.Properties).toMatchObject({
    Identifier: "https://api.example.com",
    Scopes: [{ ScopeName: "read", ScopeDescription: "Reads orders" }],
  });
  expect(Resources["RobotClient"]).toMatchObject({
    DependsOn: ["OrdersResourceServer"],
    Properties: {
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["https://api.example.com/read"],
      AccessTokenValidity: 15,
    },
  });
  expect(Resources["RobotClient"]?.Properties).not.toHaveProperty("CallbackURLs");
});

describe("an existing pool", () => {
  const settings = { userPool: { existing: "eu-west-1_AbC", appClientIds: ["one", "two"] } };

  it("gets no clients and no providers", () => {
    expect(build(settings).Resources).toEqual({});
    expect(build(settings).Outputs).toEqual({ PagesUrl: { Value: { "Fn::GetAtt": ["HttpApi", "ApiEndpoint"] } } });
    expect(federation(stageWith({ ...settings, ...providers }), suiteWith()).Resources).toEqual({});
  });

  it("is passed to the functions", () => {
    expect(buildReferences(stageWith(settings))).toMatchObject({
      userPoolId: "eu-west-1_AbC",
      userPoolArn: {
        "Fn::Sub": "arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/eu-west-1_AbC",
      },
      appClientIds: "one,two",
    });
  });
});
