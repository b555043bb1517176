import { itRefuses, itTakes } from "../../support/refuses.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const api = { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } };
const robot = { kind: "machine", scopes: ["https://api.example.com/read"] };
const back = { callbackUrls: ["https://app.example.com/"] };
const google = { clientId: "123", secret: "suite/google" };

itTakes([
  ["a machine", { resourceServers: api, clients: { robot } }],
  ["a provider", { federation: { google }, ...web(back) }],
]);

itRefuses([
  [
    "coming back with no scope",
    web({ ...back, scopes: [] }),
    "clients.web.scopes: is empty: name one for callbackUrls, such as openid",
  ],
  [
    "a machine that reads what is a person's",
    { resourceServers: api, clients: { robot: { ...robot, readAttributes: ["email"] } } },
    "clients.robot.readAttributes: a machine has no users: remove readAttributes",
  ],
  [
    "scopes of a person without openid",
    web({ scopes: ["email"] }),
    "clients.web.scopes: has email, phone or profile, which need openid: add it",
  ],
  [
    "a machine without scopes",
    { clients: { robot: { kind: "machine" } } },
    "clients.robot.scopes: missing: name the scopes of resourceServers that the tokens are for",
  ],
  [
    "a machine that comes back",
    { resourceServers: api, clients: { robot: { ...robot, ...back } } },
    "clients.robot.callbackUrls: a machine has no users: remove callbackUrls",
  ],
  [
    "a machine that signs people in",
    { resourceServers: api, clients: { robot: { ...robot, authFlows: ["USER_SRP_AUTH"] } } },
    "clients.robot.authFlows: a machine has no users: remove authFlows",
  ],
  [
    "a machine without a domain",
    { resourceServers: api, clients: { robot }, signInPages: { enabled: false } },
    "signInPages.enabled: must be true for the domain that robot needs",
  ],
  [
    "a server's flow in a browser",
    web({ authFlows: ["ADMIN_USER_PASSWORD_AUTH"] }),
    "clients.web.authFlows: has ADMIN_USER_PASSWORD_AUTH, which is for servers: set kind: confidential",
  ],
  [
    "a client that signs nobody in",
    web({ authFlows: [] }),
    "clients.web.authFlows: is empty: name at least one, such as USER_SRP_AUTH",
  ],
  [
    "signing out without coming back",
    web({ logoutUrls: ["https://app.example.com/"] }),
    "clients.web.callbackUrls: is empty: name a URL that users return to, or remove logoutUrls",
  ],
  [
    "a provider without a way back",
    { federation: { google } },
    "clients.web.callbackUrls: is empty: name a URL for users of Google, or set providers: [COGNITO]",
  ],
  [
    "a provider without a domain",
    { federation: { google }, ...web(back), signInPages: { enabled: false } },
    "signInPages.enabled: must be true for the domain that Google needs",
  ],
]);
