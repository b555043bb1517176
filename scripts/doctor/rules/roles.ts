import type { Rules } from "../finding.ts";
import { functionsOf, poolsOf, roleOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { isObject, resourcesOf, textOf } from "../template.ts";

const serviceOf = (principal: unknown): string[] =>
  isObject(principal) ? [principal["Service"] ?? []].flat().map(textOf) : [];

/** Whose roles they are. https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export const roleRules = {
  "role-shared": ({ template }) => {
    const roles = functionsOf(template).map((one) => ({ id: one.id, role: textOf(one.properties["Role"] ?? "") }));
    return roles
      .filter(({ role }, index) => roles.findIndex((other) => other.role === role) < index)
      .map(({ id, role }) => ({
        resource: id,
        wrong: `it shares the role ${role} with another function and may do what that one may.`,
        fix: "give it a role of its own.",
      }));
  },

  "role-unused": ({ template }) => {
    const used = functionsOf(template).map((one) => roleOf(template, one)?.id);
    const forLambda = statementsOf(template).filter(
      ({ kind, principal }) => kind === "trust" && serviceOf(principal).includes("lambda.amazonaws.com"),
    );
    return [...new Set(forLambda.map(({ resource }) => resource))]
      .filter((id) => !used.includes(id))
      .map((id) => ({
        resource: id,
        wrong: "Lambda may take this role, and no function has it.",
        fix: "remove it.",
      }));
  },

  "role-trust": ({ template }) =>
    functionsOf(template).flatMap((one) => {
      const role = roleOf(template, one);
      const trust = statementsOf(template).filter(({ resource, kind }) => resource === role?.id && kind === "trust");
      const others = trust.filter(
        ({ allow, principal }) => allow && textOf(serviceOf(principal)) !== "lambda.amazonaws.com",
      );
      return role && (trust.length === 0 || others.length > 0)
        ? [
            {
              resource: role.id,
              wrong: `${one.id} runs with it, but ${trust.length === 0 ? "nobody" : "somebody other than Lambda"} may take it.`,
              fix: "let lambda.amazonaws.com, and nobody else, assume it.",
            },
          ]
        : [];
    }),

  "mail-permission": ({ template }) => {
    const sending = statementsOf(template).filter(
      ({ allow, kind, actions }) => allow && kind === "identity" && actions.some((one) => /^ses:Send/i.test(one)),
    );
    // A configuration set may have a statement of its own, beside the identity's.
    const named = sending.filter(({ resources }) => resources.some((arn) => /:identity\/[^*]+$/.test(arn)));
    return sending
      .filter((one) => !named.includes(one))
      .filter(
        ({ resource, resources }) =>
          !named.some((other) => other.resource === resource) ||
          !resources.every((arn) => /:configuration-set\/[^*]+$/.test(arn)),
      )
      .map(({ resource }) => ({
        resource,
        wrong: "ses:SendEmail is allowed on no identity by name, and SES asks for the identity.",
        fix: "add the identity's ARN, which ends in :identity/<domain>, to Resource.",
      }));
  },

  "identity-pool-guests": ({ template }) =>
    resourcesOf(template, "AWS::Cognito::IdentityPool").flatMap(({ id, properties }) => [
      ...(properties["AllowUnauthenticatedIdentities"] === true
        ? [
            {
              resource: id,
              wrong: "anybody gets AWS credentials without signing in.",
              fix: "set AllowUnauthenticatedIdentities to false.",
            },
          ]
        : []),
      ...(properties["AllowClassicFlow"] === true
        ? [
            {
              resource: id,
              wrong: "the classic flow hands out credentials without the identity pool's own limits.",
              fix: "leave AllowClassicFlow out.",
            },
          ]
        : []),
      ...(poolsOf(template).length > 0 &&
      !JSON.stringify(properties["CognitoIdentityProviders"] ?? []).includes('"ServerSideTokenCheck":true')
        ? [
            {
              resource: id,
              wrong: "it takes tokens of users who were disabled or signed out everywhere.",
              fix: "set ServerSideTokenCheck to true for each of CognitoIdentityProviders.",
            },
          ]
        : []),
    ]),

  "identity-pool-trust": ({ template }) =>
    statementsOf(template)
      .filter(
        ({ kind, allow, principal }) =>
          kind === "trust" &&
          allow &&
          isObject(principal) &&
          principal["Federated"] === "cognito-identity.amazonaws.com",
      )
      .filter(({ condition }) => {
        const said = JSON.stringify(condition);
        const pools = resourcesOf(template, "AWS::Cognito::IdentityPool");
        return (
          !said.includes("cognito-identity.amazonaws.com:amr") ||
          !said.includes("cognito-identity.amazonaws.com:aud") ||
          (pools.length > 0 && !pools.some(({ id }) => said.includes(`"Ref":"${id}"`) || said.includes(`\${${id}}`)))
        );
      })
      .map(({ resource }) => ({
        resource,
        wrong: "users of any identity pool in the world, or guests, may take this role.",
        fix: "add conditions: cognito-identity.amazonaws.com:aud is the identity pool, and cognito-identity.amazonaws.com:amr is authenticated.",
      })),
} satisfies Rules;
