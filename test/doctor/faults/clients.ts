import { add, addClient, both, client, edit, type Fault, fault, machine, people, schema } from "../changes.ts";

const orders = (scopes: string[]) =>
  add("Orders", "AWS::Cognito::UserPoolResourceServer", {
    UserPoolId: "",
    Identifier: "https://api.example.com",
    Scopes: scopes.map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
  });
const brings = (name: string) =>
  add("Login", "AWS::Cognito::UserPoolIdentityProvider", {
    UserPoolId: "",
    ProviderName: "Login",
    ProviderType: "OIDC",
    AttributeMapping: { [name]: "x" },
  });
export const clientFaults: readonly Fault[] = [
  fault(
    "provider-metadata",
    "SAML without metadata",
    add("Okta", "AWS::Cognito::UserPoolIdentityProvider", {
      UserPoolId: "",
      ProviderName: "Okta",
      ProviderType: "SAML",
      ProviderDetails: { IDPSignout: "true" },
    }),
  ),
  fault(
    "client-rotation",
    "rotation and the older way to refresh",
    both(
      edit(client, "RefreshTokenRotation.Feature", "ENABLED"),
      edit(client, "ExplicitAuthFlows", ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
    ),
  ),
  fault(
    "client-scopes",
    "a scope that no resource server has",
    both(orders(["read"]), edit(client, "AllowedOAuthScopes", ["openid", "https://api.example.com/write"])),
  ),
  fault(
    "client-scopes",
    "a scope that may come too late",
    both(orders(["read"]), edit(client, "AllowedOAuthScopes", ["openid", "https://api.example.com/read"])),
  ),
  fault(
    "client-attributes",
    "an attribute that the pool has not",
    edit(client, "WriteAttributes", ["email", "custom:ghost"]),
  ),
  fault("provider-mapping", "a provider's attribute that the pool has not", brings("custom:ghost")),
  fault(
    "provider-mapping",
    "a provider's attribute that cannot change",
    both(schema({ Name: "badge", AttributeDataType: "String", Mutable: false }), brings("custom:badge")),
  ),
  ...["custom:role", "custom:tenant_id", "custom:plan", "custom:isAdmin", "email_verified"].map((name) =>
    fault("client-writes", `people may write ${name}`, edit(client, "WriteAttributes", ["name", name])),
  ),
  fault("client-writes", "people may write everything", edit(client, "WriteAttributes", undefined)),
  fault(
    "client-existence-errors",
    "errors tell who has an account",
    edit(client, "PreventUserExistenceErrors", "LEGACY"),
  ),
  fault(
    "client-password-flow",
    "passwords are sent",
    edit(client, "ExplicitAuthFlows", ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
  ),
  fault("client-implicit", "the implicit flow", edit(client, "AllowedOAuthFlows", ["implicit"])),
  fault("client-secret", "a browser has a secret", edit(client, "GenerateSecret", true)),
  fault("client-machine", "a machine without a secret", addClient({ ...machine, GenerateSecret: false, ...people })),
  fault(
    "client-machine",
    "a machine that people use",
    addClient({ ...machine, AllowedOAuthFlows: ["client_credentials", "code"] }),
  ),
  fault(
    "client-oauth-off",
    "flows that have no effect",
    addClient({ ...people, AllowedOAuthFlows: ["code"], CallbackURLs: ["https://app.example.com/"] }),
  ),
  fault("client-revocation", "refresh tokens cannot be taken back", edit(client, "EnableTokenRevocation", false)),
  fault(
    "client-providers",
    "a provider that nobody makes",
    edit(client, "SupportedIdentityProviders", ["COGNITO", "Google"]),
  ),
  fault("client-providers", "a provider that may be made later", (template) =>
    both(
      add("Google", "AWS::Cognito::UserPoolIdentityProvider", { ProviderName: "Google", ProviderType: "Google" }),
      edit(client, "SupportedIdentityProviders", ["COGNITO", "Google"]),
    )(template),
  ),
  fault("client-localhost", "localhost in production", edit(client, "CallbackURLs", ["http://localhost:3000/"])),
  fault("client-localhost", "127.0.0.1 to sign out to", edit(client, "LogoutURLs", ["http://127.0.0.1/"])),
  fault("client-http", "an address without TLS", edit(client, "CallbackURLs", ["http://app.example.com/"])),
  fault("client-address", "an address with a wildcard", edit(client, "CallbackURLs", ["https://*.example.com/"])),
  fault(
    "client-callback",
    "nowhere to come back to",
    addClient({ ...people, AllowedOAuthFlows: ["code"], AllowedOAuthFlowsUserPoolClient: true }),
  ),
  fault("token-life", "60 hours instead of minutes", edit(client, "TokenValidityUnits", undefined)),
  fault("token-life", "a refresh token for ten years", edit(client, "RefreshTokenValidity", 3_650)),
  fault(
    "token-life-order",
    "a refresh token that ends first",
    both(
      edit(client, "RefreshTokenValidity", 60),
      edit(client, "TokenValidityUnits.RefreshToken", "minutes"),
      edit(client, "AccessTokenValidity", 120),
    ),
  ),
];
