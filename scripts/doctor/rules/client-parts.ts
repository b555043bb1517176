import type { Problem, Rules } from "../finding.ts";
import { clientsOf, resourceOf } from "../relations.ts";
import { at, is, isObject, type Named, resourcesOf, type Template, textOf, texts } from "../template.ts";

type Attribute = { mutable: boolean };

/** The custom attributes of the pool that a resource belongs to; undefined where the template does not make it. */
const customOf = (template: Template, { properties }: Named): Map<string, Attribute> | undefined => {
  const pool = resourceOf(template, properties["UserPoolId"]);
  const schema = pool?.properties["Schema"];
  if (!pool || (schema !== undefined && !Array.isArray(schema))) return undefined;
  return new Map(
    (Array.isArray(schema) ? schema : [])
      .filter(isObject)
      .map(({ Name, Mutable }) => [`custom:${textOf(Name)}`, { mutable: Mutable !== false }]),
  );
};

const isCustom = (name: string) => name.startsWith("custom:") && !name.includes("${");

/** The resource server of a scope, where the template makes it, and whether it has the scope. */
const serverOf = (template: Template, scope: string) =>
  resourcesOf(template, "AWS::Cognito::UserPoolResourceServer").flatMap(({ id, properties }) => {
    const identifier = `${textOf(properties["Identifier"])}/`;
    const names = [properties["Scopes"] ?? []].flat().map((one) => textOf(at(one, "ScopeName")));
    return scope.startsWith(identifier) ? [{ id, has: names.includes(scope.slice(identifier.length)) }] : [];
  })[0];

/** What a client or a provider names of the pool, and Cognito has to know before. */
export const clientPartRules = {
  "client-rotation": ({ template }) =>
    clientsOf(template)
      .filter(
        ({ properties }) =>
          is(template, at(properties, "RefreshTokenRotation", "Feature"), "ENABLED") &&
          texts(template, properties["ExplicitAuthFlows"]).includes("ALLOW_REFRESH_TOKEN_AUTH"),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "Cognito refuses ALLOW_REFRESH_TOKEN_AUTH where refresh tokens rotate.",
        fix: "take it out of ExplicitAuthFlows; the app refreshes by GetTokensFromRefreshToken or /oauth2/token.",
      })),

  "client-scopes": ({ template }) =>
    clientsOf(template).flatMap(({ id, resource, properties }): Problem[] =>
      texts(template, properties["AllowedOAuthScopes"]).flatMap((scope) => {
        const server = serverOf(template, scope);
        if (!server || (server.has && [resource.DependsOn ?? []].flat().includes(server.id))) return [];
        return [
          server.has
            ? {
                resource: id,
                wrong: `CloudFormation may make it before ${server.id}, and Cognito would refuse the scope ${scope}.`,
                fix: `add ${server.id} to its DependsOn.`,
              }
            : {
                resource: id,
                wrong: `${server.id} has no scope ${scope}, and Cognito refuses one that is not there.`,
                fix: "add it to the resource server's Scopes, or correct it.",
              },
        ];
      }),
    ),

  "client-attributes": ({ template }) =>
    clientsOf(template).flatMap((client) =>
      ["ReadAttributes", "WriteAttributes"].flatMap((key) => {
        const known = customOf(template, client);
        return texts(template, client.properties[key])
          .filter((name) => known && isCustom(name) && !known.has(name))
          .map((name) => ({
            resource: client.id,
            wrong: `${key} has ${name}, which the pool's Schema does not have.`,
            fix: "add it to Schema, or take it out.",
          }));
      }),
    ),

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
  "provider-metadata": ({ template }) =>
    resourcesOf(template, "AWS::Cognito::UserPoolIdentityProvider")
      .filter(
        ({ properties }) =>
          is(template, properties["ProviderType"], "SAML") &&
          ["MetadataURL", "MetadataFile"].every((key) => at(properties, "ProviderDetails", key) === undefined),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "Cognito refuses a SAML provider without its metadata.",
        fix: "set MetadataURL or MetadataFile in ProviderDetails.",
      })),

  "provider-mapping": ({ template }) =>
    resourcesOf(template, "AWS::Cognito::UserPoolIdentityProvider").flatMap((provider): Problem[] => {
      const known = customOf(template, provider);
      const mapping = provider.properties["AttributeMapping"];
      return Object.keys(isObject(mapping) ? mapping : {})
        .filter((name) => known && isCustom(name) && known.get(name)?.mutable !== true)
        .map((name) => ({
          resource: provider.id,
          wrong: known?.has(name)
            ? `it brings ${name} at every sign-in, and the attribute is not mutable: the second sign-in fails.`
            : `it brings ${name}, which the pool's Schema does not have.`,
          fix: known?.has(name) ? "take it out of AttributeMapping." : "add it to Schema, or take it out.",
        }));
    }),
} satisfies Rules;
