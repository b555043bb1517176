import { itRefuses, itTakes } from "../../support/refuses.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } };
const robot = { kind: "machine", scopes: ["https://api.example.com/read"] };
const back = { callbackUrls: ["https://app.example.com/"] };
const google = { clientId: "123", secret: "suite/google" };

itTakes([
  ["a machine client", { resourceServers: api, clients: { robot } }],
  ["a provider", { federation: { google }, ...web(back) }],
]);

itRefuses([
  [
    "callback URLs without a scope",
    web({ ...back, scopes: [] }),
    "clients.web.scopes: is empty: name one for callbackUrls, such as openid",
  ],
  [
    "a machine client that reads user attributes",
    { resourceServers: api, clients: { robot: { ...robot, readAttributes: ["email"] } } },
    "clients.robot.readAttributes: a machine has no users: remove readAttributes",
  ],
  [
    "user scopes without openid",
    web({ scopes: ["email"] }),
    "clients.web.scopes: has email, phone or profile, which need openid: add it",
  ],
  [
    "a machine client without scopes",
    { clients: { robot: { kind: "machine" } } },
    "clients.robot.scopes: missing: name the scopes of resourceServers that the tokens are for",
  ],
  [
    "a machine client with callback URLs",
    { resourceServers: api, clients: { robot: { ...robot, ...back } } },
    "clients.robot.callbackUrls: a machine has no users: remove callbackUrls",
  ],
  [
    "a machine client that signs in users",
    { resourceServers: api, clients: { robot: { ...robot, authFlows: ["USER_SRP_AUTH"] } } },
    "clients.robot.authFlows: a machine has no users: remove authFlows",
  ],
  [
    "a machine client without a domain",
    { resourceServers: api, clients: { robot }, signInPages: { enabled: false } },
    "signInPages.enabled: must be true for the domain that robot needs",
  ],
  [
    "a server flow in a public client",
    web({ authFlows: ["ADMIN_USER_PASSWORD_AUTH"] }),
    "clients.web.authFlows: has ADMIN_USER_PASSWORD_AUTH, which is for servers: set kind: confidential",
  ],
  [
    "a client without sign-in flows",
    web({ authFlows: [] }),
    "clients.web.authFlows: is empty: name at least one, such as USER_SRP_AUTH",
  ],
  [
    "a logout URL without a callback URL",
    web({ logoutUrls: ["https://app.example.com/"] }),
    "clients.web.callbackUrls: is empty: name a URL that users return to, or remove logoutUrls",
  ],
  [
    "a provider without a callback URL",
    { federation: { google } },
    "clients.web.callbackUrls: is empty: name a URL for users of Google, or set providers: [COGNITO]",
  ],
  [
    "a provider without a domain",
    { federation: { google }, ...web(back), signInPages: { enabled: false } },
    "signInPages.enabled: must be true for the domain that Google needs",
  ],
]);
