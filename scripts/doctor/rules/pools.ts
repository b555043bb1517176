import type { Rules } from "../finding.ts";
import { isGivenLater, poolsOf, triggersOf } from "../relations.ts";
import { at, is, type Named, texts } from "../template.ts";
import { keptProblems } from "./kept.ts";

const sendsOwnMails = (pool: Named) => triggersOf(pool).some(({ name }) => name === "CustomMessage");
const email = (pool: Named, key: string) => at(pool.properties, "EmailConfiguration", key);

/** Where Cognito may use an SES of another region than its own: aws-cdk-lib's UserPoolSESOptions.sesRegion. */
const anywhere = ["us-east-1", "us-west-2", "eu-west-1"];

const here = "AWS::Region";
/** Of an SES identity's ARN, with its own names of CloudFormation for what only that knows. */
const regionOf = (arn: string): string | undefined => {
  const [, , service, region] = arn.replace(/\$\{AWS::(\w+)\}/g, "AWS.$1").split(":");
  return service === "ses" ? region?.replace("AWS.", "AWS::") : undefined;
};

/** Settings of a user pool. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html */
export const poolRules = {
  "pool-sender": ({ template }) =>
    poolsOf(template)
      .filter((pool) => sendsOwnMails(pool))
      .filter(
        (pool) =>
          !is(template, email(pool, "EmailSendingAccount"), "DEVELOPER") || email(pool, "SourceArn") === undefined,
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "Cognito takes the subject and HTML of CustomMessage only when mails go out through your own SES.",
        fix: "set EmailConfiguration.EmailSendingAccount to DEVELOPER and SourceArn to a verified identity.",
      })),

  "pool-sender-region": ({ template, region }) =>
    poolsOf(template).flatMap((pool) =>
      texts(template, email(pool, "SourceArn"))
        .map(regionOf)
        .filter((where) => where !== here && where !== region && !anywhere.includes(where ?? ""))
        .filter(() => !isGivenLater(template, email(pool, "SourceArn")))
        .map((where) => ({
          resource: pool.id,
          wrong: where
            ? `SourceArn is an identity in ${where}, which Cognito uses for pools of that region only.`
            : "SourceArn is not the ARN of an SES identity.",
          fix: `write Fn::Sub with AWS::Region in it, or take one of ${anywhere.join(", ")}.`,
        })),
    ),

  "pool-code-mode": ({ template }) =>
    poolsOf(template)
      .filter((pool) => sendsOwnMails(pool))
      .filter(({ properties }) =>
        texts(template, at(properties, "VerificationMessageTemplate", "DefaultEmailOption")).some(
          (mode) => mode !== "CONFIRM_WITH_CODE",
        ),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "in CONFIRM_WITH_LINK Cognito puts its own link in the place of the code, and the mails' links break.",
        fix: "set VerificationMessageTemplate.DefaultEmailOption to CONFIRM_WITH_CODE.",
      })),

  "pool-case": ({ template }) =>
    poolsOf(template)
      .filter(({ properties }) => !is(template, at(properties, "UsernameConfiguration", "CaseSensitive"), false))
      .map(({ id }) => ({
        resource: id,
        wrong: "Jo@example.com and jo@example.com would be two users; it cannot be changed once the pool is made.",
        fix: "set UsernameConfiguration.CaseSensitive to false.",
      })),

  "pool-attribute-update": ({ template }) =>
    poolsOf(template).flatMap(({ id, properties }) => {
      const kept = texts(
        template,
        at(properties, "UserAttributeUpdateSettings", "AttributesRequireVerificationBeforeUpdate"),
      );
      return texts(template, properties["AutoVerifiedAttributes"])
        .filter((attribute) => !kept.includes(attribute))
        .map((attribute) => ({
          resource: id,
          wrong: `a changed ${attribute} counts at once, before its owner has proven it.`,
          fix: `add ${attribute} to UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.`,
        }));
    }),

  "pool-kept": ({ template, production }) =>
    poolsOf(template)
      .filter(() => production)
      .flatMap(({ id, resource, properties }) => [
        ...(is(template, properties["DeletionProtection"], "ACTIVE")
          ? []
          : [
              {
                resource: id,
                wrong: "one call deletes the pool with all its users.",
                fix: "set DeletionProtection to ACTIVE.",
              },
            ]),
        ...keptProblems(id, resource),
      ]),
} satisfies Rules;
