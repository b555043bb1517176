import { logicalName } from "../logical-name.ts";
import { providersOf } from "./providers.ts";
import type { Problem, Rule } from "./rule.ts";

type Named = { name: string; path: string };

/** Whatever of these has the same key as one before it. */
const again = (named: readonly Named[], key: (name: string) => string, message: (other: string) => string): Problem[] =>
  named.flatMap(({ name, path }, index) => {
    const other = named.slice(0, index).find((earlier) => key(earlier.name) === key(name));
    return other ? [{ path, message: message(other.name) }] : [];
  });

const sameResource = (other: string): string =>
  `is one with ${other} to CloudFormation, which takes letters and digits alone, with a capital at each word: rename one`;

const groups: Rule = ({ userPool }, { suite }) => {
  const names = new Set([...(suite.groups ?? []).map(({ group }) => group), ...Object.keys(userPool.groups)]);
  return again(
    [...names].map((name) => ({ name, path: `userPool.groups.${name}` })),
    logicalName,
    sameResource,
  );
};

const providers: Rule = ({ federation }) => {
  const kinds = [...Object.entries(federation.saml), ...Object.entries(federation.oidc)];
  const identifiers = kinds.flatMap(([provider, settings]) =>
    settings.identifiers.map((name) => ({
      name,
      path: `federation.${provider in federation.saml ? "saml" : "oidc"}.${provider}.identifiers`,
    })),
  );
  return [
    ...again(providersOf(federation), logicalName, sameResource),
    ...again(
      identifiers,
      (name) => name.toLowerCase(),
      (name) => `${name} leads to another provider already: Cognito takes an identifier once`,
    ),
  ];
};

const resourceServers: Rule = ({ resourceServers: servers }) =>
  again(
    Object.entries(servers).map(([name, { identifier }]) => ({
      name: identifier,
      path: `resourceServers.${name}.identifier`,
    })),
    (identifier) => identifier,
    (identifier) => `${identifier} is another resource server's already: give one entry all its scopes`,
  );

/** Names that are two in the settings and one to CloudFormation or Cognito: one of the two would be lost in silence. */
export const nameRules: readonly Rule[] = [groups, providers, resourceServers];
