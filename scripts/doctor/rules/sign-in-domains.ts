import type { Problem, Rules } from "../finding.ts";
import { clientsOf, resourceOf } from "../relations.ts";
import { at, is, type Named, resourcesOf, type Template, texts } from "../template.ts";

const domainsOf = (template: Template) => resourcesOf(template, "AWS::Cognito::UserPoolDomain");
const stylesOf = (template: Template) => resourcesOf(template, "AWS::Cognito::ManagedLoginBranding");

const poolOf = (template: Template, { properties }: Named) => resourceOf(template, properties["UserPoolId"])?.id;

/** Whether people come to the domain's pages with a client. */
const hasPages = (template: Template, { properties }: Named): boolean =>
  texts(template, properties["AllowedOAuthFlows"]).some((grant) => grant !== "client_credentials");

/** A style without a client, or of one that only the deployment knows, may be anybody's. */
const isStyled = (template: Template, client: Named, styles: readonly Named[]): boolean =>
  styles.some(({ properties }) => {
    const own = resourceOf(template, properties["ClientId"] ?? "");
    return own === undefined || own.id === client.id;
  });

/**
 * Version 2 shows no page to a client without a style, and version 1 shows none of the styles. Without a version it is 1.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html
 */
const stylingProblems = (template: Template, domain: Named): Problem[] => {
  const pool = poolOf(template, domain);
  const styles = stylesOf(template).filter((style) => poolOf(template, style) === pool);
  const version = domain.properties["ManagedLoginVersion"] ?? 1;
  if (pool === undefined) return [];
  if (is(template, version, 1))
    return styles.map(({ id }) => ({
      resource: domain.id,
      wrong: `it shows the classic pages, and ${id} is never seen.`,
      fix: "set ManagedLoginVersion to 2.",
    }));
  if (!is(template, version, 2)) return [];
  return clientsOf(template)
    .filter((client) => poolOf(template, client) === pool && hasPages(template, client))
    .filter((client) => !isStyled(template, client, styles))
    .map(({ id }) => ({
      resource: id,
      wrong: `${domain.id} has version 2, and shows whoever signs in with this client an error instead of a page.`,
      fix: "add an AWS::Cognito::ManagedLoginBranding with its ClientId; UseCognitoProvidedValues: true is enough.",
    }));
};

/** Where people sign in. */
export const signInDomainRules = {
  "login-branding": ({ template }) => domainsOf(template).flatMap((domain) => stylingProblems(template, domain)),

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
  "login-plan": ({ template }) =>
    domainsOf(template)
      .filter(
        (domain) =>
          is(template, domain.properties["ManagedLoginVersion"], 2) &&
          is(template, resourceOf(template, domain.properties["UserPoolId"])?.properties["UserPoolTier"], "LITE"),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "managed login needs a higher feature plan than the pool's LITE.",
        fix: "set UserPoolTier to ESSENTIALS, or ManagedLoginVersion to 1.",
      })),

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html
  "domain-prefix": ({ template }) =>
    domainsOf(template)
      .filter(({ properties }) => at(properties, "CustomDomainConfig") === undefined)
      .flatMap(({ id, properties }) =>
        texts(template, properties["Domain"])
          .map((prefix) => prefix.replace(/\$\{[^}]+\}/g, "0"))
          .filter(
            (prefix) => /aws|amazon|cognito/i.test(prefix) || !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(prefix),
          )
          .map((prefix) => ({
            resource: id,
            wrong: `Cognito refuses the prefix ${prefix}.`,
            fix: "take small letters, digits and hyphens, without aws, amazon and cognito; a domain of your own needs CustomDomainConfig.",
          })),
      ),
} satisfies Rules;
