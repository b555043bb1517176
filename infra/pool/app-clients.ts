import { logicalName } from "../../schema/logical-name.ts";
import type { StageSettings } from "../../schema/read.ts";
import { references } from "../references.ts";
import { nothing, type Resource, ref, type TemplatePart } from "../template.ts";
import { clientAttributes } from "./attributes.ts";
import { providerResources } from "./federation.ts";

type Client = StageSettings["clients"][string];

const pool = ref("CognitoUserPoolUsers");

/** Cognito refuses the older way to refresh where tokens rotate: GetTokensFromRefreshToken is the one that rotates them. */
const refresh = ({ refreshTokenRotation, rotationGraceSeconds }: Client) =>
  refreshTokenRotation
    ? {
        flows: [],
        properties: { RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: rotationGraceSeconds } },
      }
    : { flows: ["ALLOW_REFRESH_TOKEN_AUTH"], properties: {} };

const person = (client: Client, settings: StageSettings): Record<string, unknown> => {
  const { read, write } = clientAttributes(settings);
  const { flows, properties } = refresh(client);
  const known = ["COGNITO", ...Object.keys(providerResources(settings))];
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
    // The code flow alone: tokens never stand in an address. A public client proves itself by PKCE.
    ...(client.callbackUrls.length > 0 && {
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: client.scopes,
      CallbackURLs: client.callbackUrls,
      ...(client.logoutUrls.length > 0 && { LogoutURLs: client.logoutUrls }),
    }),
  };
};

const machine = (client: Client): Record<string, unknown> => ({
  GenerateSecret: true,
  // Cognito needs one and would else allow those of people.
  ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["client_credentials"],
  AllowedOAuthScopes: client.scopes,
  AccessTokenValidity: client.accessTokenMinutes,
  TokenValidityUnits: { AccessToken: "minutes" },
});

export const clientResource = (name: string): string => logicalName(name, "client");

const clientOf = (name: string, client: Client, settings: StageSettings): Resource => {
  const resources = providerResources(settings);
  const providers = client.kind === "machine" ? [] : (client.providers ?? Object.keys(resources));
  const awaited = [
    ...providers.flatMap((provider) => resources[provider] ?? []),
    ...Object.entries(settings.resourceServers)
      .filter(([, { identifier }]) => client.scopes.some((scope) => scope.startsWith(`${identifier}/`)))
      .map(([server]) => logicalName(server, "resource", "server")),
  ];
  return {
    Type: "AWS::Cognito::UserPoolClient",
    ...(awaited.length > 0 && { DependsOn: awaited }),
    Properties: {
      ClientName: name,
      UserPoolId: pool,
      PreventUserExistenceErrors: "ENABLED",
      EnableTokenRevocation: true,
      ...(client.kind === "machine" ? machine(client) : person(client, settings)),
    },
  };
};

const resourceServers = ({ resourceServers: servers }: StageSettings): Record<string, Resource> =>
  Object.fromEntries(
    Object.entries(servers).map(([name, { identifier, scopes }]) => [
      logicalName(name, "resource", "server"),
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

/** The apps that may use the pool, each with its own rights and lifetimes. */
export const appClients: TemplatePart = (settings) => {
  const pagesUrl = { PagesUrl: { Value: references(settings).pagesUrl } };
  if (settings.userPool.existing) return { ...nothing, Outputs: pagesUrl };
  const names = Object.keys(settings.clients);
  return {
    Resources: {
      ...Object.fromEntries(
        Object.entries(settings.clients).map(([name, client]) => [
          clientResource(name),
          clientOf(name, client, settings),
        ]),
      ),
      ...resourceServers(settings),
    },
    Outputs: {
      ...Object.fromEntries(names.map((name) => [`${clientResource(name)}Id`, { Value: ref(clientResource(name)) }])),
      ...pagesUrl,
    },
  };
};
