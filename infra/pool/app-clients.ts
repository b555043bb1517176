import { toLogicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { buildReferences } from "../references.ts";
import { emptyTemplate, type Resource, refTo, type TemplatePart } from "../template.ts";
import { clientAttributesOf } from "./attributes.ts";
import { providerLogicalNames } from "./federation.ts";

type AppClient = StageSettings["clients"][string];

const pool = refTo("CognitoUserPoolUsers");

/** With rotation, Cognito rejects ALLOW_REFRESH_TOKEN_AUTH; GetTokensFromRefreshToken rotates tokens. */
const refreshSettingsOf = ({ refreshTokenRotation, rotationGraceSeconds }: AppClient) =>
  refreshTokenRotation
    ? {
        flows: [],
        properties: { RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: rotationGraceSeconds } },
      }
    : { flows: ["ALLOW_REFRESH_TOKEN_AUTH"], properties: {} };

const buildUserProperties = (client: AppClient, settings: StageSettings): Record<string, unknown> => {
  const { read, write } = clientAttributesOf(settings);
  const { flows, properties } = refreshSettingsOf(client);
  const known = ["COGNITO", ...Object.keys(providerLogicalNames(settings))];
  return {
    GenerateSecret: client.kind === "confidential",
    ExplicitAuthFlows: [...client.authFlows.map((flow) => `ALLOW_${flow}`), ...flows],
    ...properties,
    SupportedIdentityProviders: client.providers ?? known,
    ReadAttributes: client.readAttributes ?? read,
    WriteAttributes: client.writeAttributes ?? write,
    AccessTokenValidity: client.accessTokenMinutes,
    IdTokenValidity: client.idTokenMinutes,
    RefreshTokenValidity: client.refreshTokenDays,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
    AuthSessionValidity: client.sessionMinutes,
    // Code flow only, so tokens never appear in an address. A public client uses PKCE.
    ...(client.callbackUrls.length > 0 && {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: client.scopes,
      CallbackURLs: client.callbackUrls,
      ...(client.logoutUrls.length > 0 && { LogoutURLs: client.logoutUrls }),
    }),
  };
};

const buildMachineProperties = (client: AppClient): Record<string, unknown> => ({
  GenerateSecret: true,
  // Cognito requires one, and would otherwise allow the flows of users.
  ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["client_credentials"],
  AllowedOAuthScopes: client.scopes,
  AccessTokenValidity: client.accessTokenMinutes,
  TokenValidityUnits: { AccessToken: "minutes" },
});

export const clientLogicalName = (name: string): string => toLogicalName(name, "client");

const buildClient = (name: string, client: AppClient, settings: StageSettings): Resource => {
  const resources = providerLogicalNames(settings);
  const providers = client.kind === "machine" ? [] : (client.providers ?? Object.keys(resources));
  const dependencies = [
    ...providers.flatMap((provider) => resources[provider] ?? []),
    ...Object.entries(settings.resourceServers)
      .filter(([, { identifier }]) => client.scopes.some((scope) => scope.startsWith(`${identifier}/`)))
      .map(([server]) => toLogicalName(server, "resource", "server")),
  ];
  return {
    Type: "AWS::Cognito::UserPoolClient",
    ...(dependencies.length > 0 && { DependsOn: dependencies }),
    Properties: {
      ClientName: name,
      UserPoolId: pool,
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
      ...(client.kind === "machine" ? buildMachineProperties(client) : buildUserProperties(client, settings)),
    },
  };
};

const buildResourceServers = ({ resourceServers: servers }: StageSettings): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(servers).map(([name, { identifier, scopes }]) => [
      toLogicalName(name, "resource", "server"),
      {
        Type: "AWS::Cognito::UserPoolResourceServer",
        Properties: {
          UserPoolId: pool,
          Identifier: identifier,
          Name: name,
          Scopes: Object.entries(scopes).map(([ScopeName, ScopeDescription]) => ({ ScopeName, ScopeDescription })),
        },
      },
    ]),
  );

/** The app clients of the pool, each with its own rights and token lifetimes. */
export const appClients: TemplatePart = (settings) => {
  const pagesUrl = { PagesUrl: { Value: buildReferences(settings).pagesUrl } };
  if (settings.userPool.existing) return { ...emptyTemplate, Outputs: pagesUrl };
  const names = Object.keys(settings.clients);
  return {
    Resources: {
      ...Object.fromEntries(
        Object.entries(settings.clients).map(([name, client]) => [
          clientLogicalName(name),
          buildClient(name, client, settings),
        ]),
      ),
      ...buildResourceServers(settings),
    },
    Outputs: {
      ...Object.fromEntries(
        names.map((name) => [`${clientLogicalName(name)}Id`, { Value: refTo(clientLogicalName(name)) }]),
      ),
      ...pagesUrl,
    },
  };
};
