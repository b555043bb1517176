import { clientAttributes, mappedAttributes } from "./attributes-together.ts";
import type { ClientRule } from "./client-rule.ts";
import { providersOf } from "./providers.ts";
import { type Checked, type Rule, when } from "./rule.ts";

const standardScopes = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

const ownScopes = ({ resourceServers }: Checked): string[] =>
  Object.values(resourceServers).flatMap(({ identifier, scopes }) =>
    Object.keys(scopes).map((scope) => `${identifier}/${scope}`),
  );

const scopes: ClientRule = ({ kind, scopes: wanted }, settings, path) => {
  const known = kind === "machine" ? ownScopes(settings) : [...standardScopes, ...ownScopes(settings)];
  return [
    ...wanted
      .filter((scope) => !known.includes(scope))
      .map((scope) => ({
        path: `${path}.scopes`,
        message:
          kind === "machine" && standardScopes.includes(scope)
            ? `${scope} speaks of a person, and a machine is none: name scopes of resourceServers`
            : `there is no scope ${scope}; there is ${known.join(", ") || "none: add resourceServers"}`,
      })),
    ...when(
      kind !== "machine" &&
        wanted.some((scope) => ["email", "phone", "profile"].includes(scope)) &&
        !wanted.includes("openid"),
      `${path}.scopes`,
      "email, phone and profile come with openid: add it",
    ),
  ];
};

const machine: ClientRule = (
  { kind, scopes: wanted, callbackUrls, authFlows, providers: named, readAttributes, writeAttributes },
  { signInPages },
  path,
) =>
  kind !== "machine"
    ? []
    : [
        ...when(wanted.length === 0, `${path}.scopes`, "a machine's token is for its scopes: name some"),
        ...when(
          callbackUrls.length > 0,
          `${path}.callbackUrls`,
          "nobody comes back from a machine's sign-in: remove it",
        ),
        ...Object.entries({ providers: named, readAttributes, writeAttributes })
          .filter(([, given]) => given !== undefined)
          .map(([name]) => ({ path: `${path}.${name}`, message: "is of people, and a machine is none: remove it" })),
        ...when(authFlows.length > 0, `${path}.authFlows`, "a machine signs nobody in: remove it"),
        ...when(
          !signInPages.enabled,
          "signInPages.enabled",
          `${path.slice("clients.".length)} gets its tokens at the pool's domain: set it to true`,
        ),
      ];

const flows: ClientRule = ({ kind, authFlows, callbackUrls, logoutUrls, scopes: wanted }, _, path) => [
  ...when(
    kind !== "machine" && callbackUrls.length > 0 && wanted.length === 0,
    `${path}.scopes`,
    "people who come back to an address come with scopes: name one, such as openid",
  ),
  ...when(
    kind === "public" && authFlows.includes("ADMIN_USER_PASSWORD_AUTH"),
    `${path}.authFlows`,
    "ADMIN_USER_PASSWORD_AUTH is for a server: set kind: confidential",
  ),
  // Cognito would allow its own three flows, one of which it refuses where refresh tokens rotate.
  ...when(
    kind !== "machine" && authFlows.length === 0,
    `${path}.authFlows`,
    "name one at least, such as USER_SRP_AUTH",
  ),
  ...when(
    kind !== "machine" && logoutUrls.length > 0 && callbackUrls.length === 0,
    `${path}.callbackUrls`,
    "who signs out in the browser has to come back to it first: name an address, or remove logoutUrls",
  ),
];

const providers: ClientRule = ({ kind, providers: named, callbackUrls }, { federation, signInPages }, path) => {
  const known = ["COGNITO", ...providersOf(federation).map(({ name }) => name)];
  const federated = (named ?? known).filter((name) => name !== "COGNITO" && known.includes(name));
  return [
    ...(named ?? [])
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: `${path}.providers`,
        message: `there is no provider ${name}; there is ${known.join(", ")}`,
      })),
    ...when(
      kind !== "machine" && federated.length > 0 && callbackUrls.length === 0,
      `${path}.callbackUrls`,
      `people of ${federated.join(", ")} come back to an address: name it, or set providers: [COGNITO]`,
    ),
    ...when(
      kind !== "machine" && federated.length > 0 && !signInPages.enabled,
      "signInPages.enabled",
      `${federated.join(", ")} answers at the pool's domain: set it to true`,
    ),
  ];
};

const clientRules: readonly ClientRule[] = [scopes, machine, flows, clientAttributes, providers];

const each: Rule = (settings, { suite }) =>
  Object.entries(settings.clients).flatMap(([name, client]) => [
    ...clientRules.flatMap((rule) => rule(client, settings, `clients.${name}`)),
    ...when(
      !Object.hasOwn(suite.brands, client.brand),
      `clients.${name}.brand`,
      `there is no brand "${client.brand}" in suite.config.ts; there is ${Object.keys(suite.brands).join(", ")}`,
    ),
  ]);

export const clientRulesTogether: readonly Rule[] = [each, mappedAttributes];
