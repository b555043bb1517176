import { checkClientAttributes, checkMappedAttributes, checkUsedAttributes } from "./attributes-together.ts";
import type { ClientRule } from "./client-rule.ts";
import { providersOf } from "./providers.ts";
import type { StageRule } from "./rule.ts";

const userSettings = ["callbackUrls", "authFlows", "providers", "readAttributes", "writeAttributes"] as const;

const checkMachine: ClientRule = (client, refuse) => {
  const given = userSettings.filter((name) => (client[name] ?? []).length > 0);
  if (given[0]) refuse(given[0], `a machine has no users: remove ${given.join(", ")}`);
  if (client.scopes.length === 0)
    refuse("scopes", "missing: name the scopes of resourceServers that the tokens are for");
};

const checkSignIn: ClientRule = ({ kind, scopes, authFlows, callbackUrls, logoutUrls }, refuse) => {
  if (scopes.some((scope) => ["email", "phone", "profile"].includes(scope)) && !scopes.includes("openid"))
    refuse("scopes", "has email, phone or profile, which need openid: add it");
  if (callbackUrls.length > 0 && scopes.length === 0)
    refuse("scopes", "is empty: name one for callbackUrls, such as openid");
  if (kind === "public" && authFlows.includes("ADMIN_USER_PASSWORD_AUTH"))
    refuse("authFlows", "has ADMIN_USER_PASSWORD_AUTH, which is for servers: set kind: confidential");
  // By default, Cognito would allow three flows, and reject one of them if refresh tokens rotate.
  if (authFlows.length === 0) refuse("authFlows", "is empty: name at least one, such as USER_SRP_AUTH");
  if (logoutUrls.length > 0 && callbackUrls.length === 0)
    refuse("callbackUrls", "is empty: name a URL that users return to, or remove logoutUrls");
};

const checkFederation: ClientRule = ({ providers, callbackUrls }, refuse, { federation }) => {
  const names = providersOf(federation, providers).map(({ name }) => name);
  if (names.length > 0 && callbackUrls.length === 0)
    refuse("callbackUrls", `is empty: name a URL for users of ${names.join(", ")}, or set providers: [COGNITO]`);
};

const checkClients: StageRule = (settings, refuse) => {
  for (const [name, client] of Object.entries(settings.clients))
    for (const rule of client.kind === "machine"
      ? [checkMachine]
      : [checkSignIn, checkClientAttributes, checkFederation])
      rule(client, (path, message) => refuse(`clients.${name}.${path}`, message), settings);
};

/** Machines get tokens at the domain of the sign-in pages, and identity providers respond there. */
const checkDomain: StageRule = ({ clients, federation, signInPages }, refuse) => {
  const names = Object.entries(clients).flatMap(([client, { kind, providers }]) =>
    kind === "machine" ? [client] : providersOf(federation, providers).map(({ name }) => name),
  );
  if (!signInPages.enabled && names.length > 0)
    refuse("signInPages.enabled", `must be true for the domain that ${[...new Set(names)].join(", ")} needs`);
};

export const clientRules: readonly StageRule[] = [
  checkClients,
  checkDomain,
  checkMappedAttributes,
  checkUsedAttributes,
];
