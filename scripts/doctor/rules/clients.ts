import { privilegeIn } from "../../../src/rules/privilege.ts";
import type { Rules } from "../finding.ts";
import { clientsOf, functionsOf, isMachine } from "../relations.ts";
import { at, is, type Named, resourcesOf, type Template, textOf, texts } from "../template.ts";

const flowsOf = (template: Template, { properties }: Named) => texts(template, properties["ExplicitAuthFlows"]);
const grantsOf = (template: Template, { properties }: Named) => texts(template, properties["AllowedOAuthFlows"]);
const people = (template: Template) => clientsOf(template).filter((client) => !isMachine(client));
const hasSecret = (template: Template, { properties }: Named) => is(template, properties["GenerateSecret"], true);

/** What runs where everybody can read it: a phone's own address scheme, a telling name, or a page that is told the id. */
const isPublic = (template: Template, client: Named): boolean =>
  /browser|mobile|native|android|\bios\b|\bspa\b|^web(?:client)?$/i.test(
    `${client.id} ${textOf(client.properties["ClientName"] ?? "")}`,
  ) ||
  texts(template, client.properties["CallbackURLs"]).some((url) => /^(?!https?:)[a-z][\w.+-]*:/i.test(url)) ||
  functionsOf(template).some(({ properties }) =>
    texts(template, Object.values(at(properties, "Environment", "Variables") ?? {})).some((text) =>
      text.includes(`\${${client.id}}`),
    ),
  );

/** App clients: who may sign in how, and change what. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const clientRules = {
  "client-writes": ({ template }) =>
    people(template).flatMap(({ id, properties }) => {
      const written = properties["WriteAttributes"];
      if (written === undefined)
        return [
          {
            resource: id,
            wrong: "without WriteAttributes a user may write every attribute of the pool with it.",
            fix: "list in WriteAttributes what people may change about themselves.",
          },
        ];
      return texts(template, written)
        .filter((name) => privilegeIn(name) || /^(?:email|phone_number)_verified$|^dev:/.test(name))
        .map((name) => ({
          resource: id,
          wrong: `a user may write ${name} and so give themselves what it stands for.`,
          fix: `take ${name} out of WriteAttributes, and keep it where only the server side writes.`,
        }));
    }),

  "client-existence-errors": ({ template }) =>
    people(template)
      .filter(({ properties }) => !is(template, properties["PreventUserExistenceErrors"], "ENABLED"))
      .map(({ id }) => ({
        resource: id,
        wrong: "its errors tell anybody which addresses have an account.",
        fix: "set PreventUserExistenceErrors to ENABLED.",
      })),

  "client-password-flow": ({ template }) =>
    clientsOf(template)
      .filter((client) => flowsOf(template, client).some((flow) => /^(?:ALLOW_)?USER_PASSWORD_AUTH$/.test(flow)))
      .map(({ id }) => ({
        resource: id,
        wrong: "USER_PASSWORD_AUTH sends the password itself.",
        fix: "use ALLOW_USER_SRP_AUTH or ALLOW_USER_AUTH.",
      })),

  "client-implicit": ({ template }) =>
    clientsOf(template)
      .filter((client) => grantsOf(template, client).includes("implicit"))
      .map(({ id }) => ({
        resource: id,
        wrong: "the implicit flow puts tokens into addresses, where history and referrers keep them.",
        fix: "use AllowedOAuthFlows: [code], with PKCE.",
      })),

  "client-secret": ({ template }) =>
    clientsOf(template)
      .filter((client) => hasSecret(template, client) && isPublic(template, client))
      .map(({ id }) => ({
        resource: id,
        wrong:
          "it has a secret but runs in browsers or on phones, where nothing is secret, and their calls would fail.",
        fix: "set GenerateSecret to false, or make a client of its own for the server.",
      })),

  "client-machine": ({ template }) =>
    clientsOf(template)
      .filter((client) => grantsOf(template, client).includes("client_credentials"))
      .flatMap((client) => [
        ...(hasSecret(template, client)
          ? []
          : [
              {
                resource: client.id,
                wrong: "the client credentials grant needs a secret.",
                fix: "set GenerateSecret to true.",
              },
            ]),
        ...(grantsOf(template, client).length > 1
          ? [
              {
                resource: client.id,
                wrong: "Cognito refuses a client that has the client credentials grant and another.",
                fix: "make a client of its own for the machine.",
              },
            ]
          : []),
      ]),

  "client-oauth-off": ({ template }) =>
    clientsOf(template)
      .filter(
        (client) =>
          grantsOf(template, client).length > 0 &&
          !is(template, client.properties["AllowedOAuthFlowsUserPoolClient"], true),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "AllowedOAuthFlows has no effect without AllowedOAuthFlowsUserPoolClient.",
        fix: "set AllowedOAuthFlowsUserPoolClient to true.",
      })),

  "client-revocation": ({ template }) =>
    clientsOf(template)
      .filter(({ properties }) => texts(template, properties["EnableTokenRevocation"]).includes("false"))
      .map(({ id }) => ({
        resource: id,
        wrong: "nobody can take back a refresh token that was stolen.",
        fix: "set EnableTokenRevocation to true.",
      })),

  "client-providers": ({ template }) => {
    const providers = resourcesOf(template, "AWS::Cognito::UserPoolIdentityProvider");
    return clientsOf(template).flatMap(({ id, resource, properties }) =>
      texts(template, properties["SupportedIdentityProviders"])
        .filter((name) => name !== "COGNITO" && !name.startsWith("${"))
        .flatMap((name) => {
          const provider = providers.find((one) => textOf(one.properties["ProviderName"]) === name);
          if (provider && [resource.DependsOn ?? []].flat().includes(provider.id)) return [];
          return [
            {
              resource: id,
              wrong: provider
                ? `CloudFormation may make it before ${provider.id}, and Cognito would refuse the provider ${name}.`
                : `the template makes no identity provider ${name}.`,
              fix: provider ? `write { Ref: ${provider.id} } for ${name}.` : `make it, or take ${name} out.`,
            },
          ];
        }),
    );
  },
} satisfies Rules;
