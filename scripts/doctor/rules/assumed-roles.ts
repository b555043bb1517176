import type { Problem, Rules } from "../finding.ts";
import { poolsOf, resourceOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { at, type Named, resourcesOf, type Template, textOf } from "../template.ts";

const trustOf = (template: Template, role: Named) =>
  statementsOf(template).filter(({ resource, kind, allow }) => resource === role.id && kind === "trust" && allow);

/** The roles of people who have signed in: that of the identity pool, and those of groups. */
const rolesOfPeople = (template: Template): Named[] =>
  [
    ...resourcesOf(template, "AWS::Cognito::IdentityPoolRoleAttachment").map(({ properties }) =>
      at(properties, "Roles", "authenticated"),
    ),
    ...resourcesOf(template, "AWS::Cognito::UserPoolGroup").map(({ properties }) => properties["RoleArn"]),
  ].flatMap((value) => (value === undefined ? [] : (resourceOf(template, value) ?? [])));

/** Roles that Cognito takes or hands out. https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const assumedRoleRules = {
  "identity-pool-role": ({ template }) =>
    [...new Map(rolesOfPeople(template).map((role) => [role.id, role])).values()]
      .filter((role) =>
        trustOf(template, role).some(
          ({ condition }) =>
            !/cognito-identity\.amazonaws\.com:amr":(?:\["authenticated"\]|"authenticated")/.test(
              JSON.stringify(condition),
            ),
        ),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "it is for people who have signed in, and others may take it, too.",
        fix: "set the condition cognito-identity.amazonaws.com:amr to authenticated.",
      })),

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms-settings.html
  "sms-role": ({ template }) =>
    poolsOf(template).flatMap((pool): Problem[] => {
      const role = resourceOf(template, at(pool.properties, "SmsConfiguration", "SnsCallerArn"));
      if (!role) return [];
      const given = at(pool.properties, "SmsConfiguration", "ExternalId");
      const asked = trustOf(template, role).map(({ condition }) => at(condition, "StringEquals", "sts:ExternalId"));
      const fits = asked.length > 0 && asked.every((id) => id !== undefined && textOf(id) === textOf(given ?? ""));
      return fits
        ? []
        : [
            {
              resource: role.id,
              wrong: `${pool.id} sends SMS with it, and it does not ask for the pool's own ExternalId: pools of others could use it, or the pool cannot.`,
              fix: "set the condition StringEquals sts:ExternalId to SmsConfiguration.ExternalId.",
            },
          ];
    }),

  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
  "domain-certificate": ({ template }) =>
    resourcesOf(template, "AWS::Cognito::UserPoolDomain")
      .filter(({ properties }) =>
        /^arn:[^:]*:acm:(?!us-east-1:)[a-z]/.test(textOf(at(properties, "CustomDomainConfig", "CertificateArn") ?? "")),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "its certificate is in another region than us-east-1, where CloudFront looks for it.",
        fix: "take a certificate of us-east-1, wherever the pool is.",
      })),
} satisfies Rules;
