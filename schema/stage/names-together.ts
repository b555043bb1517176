import { describeUnknownName } from "../did-you-mean.ts";
import { standardAttributes, verifiedAttributes } from "../forms.ts";
import { toLogicalName } from "../logical-name.ts";
import { providersOf } from "./providers.ts";
import type { StageRule } from "./rule.ts";

const standardScopes = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

const serverOf = (scope: string): string => scope.slice(0, scope.lastIndexOf("/"));

/** Names that refer to nothing. Each is reported once, because the definition may be misspelt. */
export const checkUnknownNames: StageRule = ({ clients, federation, resourceServers, userPool }, refuse, { suite }) => {
  const reported = new Set<string>();
  const check = (path: string, what: string, names: readonly string[], known: readonly string[], fix?: string) => {
    for (const name of names.filter((one) => !known.includes(one) && !reported.has(one))) {
      reported.add(name);
      refuse(path, describeUnknownName(what, name, known, fix));
    }
  };
  const servers = Object.values(resourceServers).map(({ identifier }) => identifier);
  const ownScopes = Object.values(resourceServers).flatMap(({ identifier, scopes }) =>
    Object.keys(scopes).map((scope) => `${identifier}/${scope}`),
  );
  const providers = providersOf(federation);
  const providerNames = ["COGNITO", ...providers.map(({ name }) => name)];
  const custom = Object.keys(userPool.customAttributes).map((name) => `custom:${name}`);
  const attributes = [...standardAttributes, ...verifiedAttributes, ...custom];
  const checkAttributes = (path: string, names: readonly string[] = []) =>
    check(path, "attribute", names, attributes, "add it to userPool.customAttributes");

  for (const [name, { kind, scopes, providers: own = [], brand, ...client }] of Object.entries(clients)) {
    const path = `clients.${name}`;
    const foreign = scopes.filter((scope) => scope.includes("/") && !servers.includes(serverOf(scope)));
    const others = scopes.filter((scope) => !foreign.includes(scope));
    check(`${path}.scopes`, "resource server", foreign.map(serverOf), servers, "add it to resourceServers");
    if (kind === "machine") check(`${path}.scopes`, "scope for machines", others, ownScopes);
    else check(`${path}.scopes`, "scope", others, [...standardScopes, ...ownScopes]);
    check(`${path}.providers`, "provider", own, providerNames);
    check(`${path}.brand`, "brand", [brand], Object.keys(suite.brands));
    checkAttributes(`${path}.readAttributes`, client.readAttributes);
    checkAttributes(`${path}.writeAttributes`, client.writeAttributes);
  }
  for (const { path, attributes: mapping } of providers) checkAttributes(`${path}.attributes`, Object.keys(mapping));
};

type NamedSetting = { name: string; path: string };

/** Each name with the same key as an earlier one, and the earlier one. */
const findRepeats = (
  named: readonly NamedSetting[],
  keyOf: (name: string) => string,
): Array<NamedSetting & { other: string }> =>
  named.flatMap(({ name, path }, index) => {
    const other = named.slice(0, index).find((earlier) => keyOf(earlier.name) === keyOf(name));
    return other ? [{ name, path, other: other.name }] : [];
  });

/** Names that CloudFormation or Cognito treats as the same, so that one would silently be lost. */
export const checkDistinctNames: StageRule = ({ userPool, federation, resourceServers }, refuse, { suite }) => {
  const providers = providersOf(federation);
  const groups = new Set([...(suite.groups ?? []).map(({ group }) => group), ...Object.keys(userPool.groups)]);
  const groupsNamed = [...groups].map((name) => ({ name, path: `userPool.groups.${name}` }));
  for (const { path, other } of [...findRepeats(groupsNamed, toLogicalName), ...findRepeats(providers, toLogicalName)])
    refuse(path, `has the same name as ${other} in CloudFormation, which uses only letters and digits: rename one`);

  const identifiers = providers.flatMap(({ path, identifiers: domains }) =>
    domains.map((name) => ({ name, path: `${path}.identifiers` })),
  );
  for (const { path, name } of findRepeats(identifiers, (domain) => domain.toLowerCase()))
    refuse(path, `${name} also belongs to another provider: remove it from one`);

  const servers = Object.entries(resourceServers).map(([server, { identifier }]) => ({
    name: identifier,
    path: `resourceServers.${server}.identifier`,
  }));
  for (const { path, name } of findRepeats(servers, String))
    refuse(path, `${name} also belongs to another resource server: give one of them all scopes`);
};
