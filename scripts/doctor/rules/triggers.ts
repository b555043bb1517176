import type { Rules } from "../finding.ts";
import { clientsOf, functionOf, isGivenLater, poolsOf, resourceOf, triggersOf } from "../relations.ts";
import { is, possible, texts } from "../template.ts";

/** The suite's five, each under the keys of LambdaConfig that it may stand under. */
const five = {
  PreSignUp: ["PreSignUp"],
  CustomMessage: ["CustomMessage"],
  PostConfirmation: ["PostConfirmation"],
  PreTokenGeneration: ["PreTokenGenerationConfig", "PreTokenGeneration"],
  PostAuthentication: ["PostAuthentication"],
};

/** Cognito waits five seconds for these; custom senders it calls asynchronously. */
const isWaitedFor = (trigger: string) => !trigger.endsWith("Sender");

/** How a pool calls its functions. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export const triggerRules = {
  "trigger-missing": ({ template }) =>
    poolsOf(template).flatMap((pool) => {
      const wired = triggersOf(pool).map(({ name }) => name);
      return Object.entries(five)
        .filter(([, keys]) => !keys.some((key) => wired.includes(key)))
        .map(([trigger]) => ({
          resource: pool.id,
          wrong: `no function is wired as ${trigger}, so Cognito never calls one.`,
          fix: `set LambdaConfig.${trigger} to the function's ARN.`,
        }));
    }),

  "trigger-target": ({ template }) =>
    poolsOf(template).flatMap((pool) =>
      triggersOf(pool)
        .filter(({ value }) => !functionOf(template, value) && !isGivenLater(template, value))
        .map(({ name }) => ({
          resource: pool.id,
          wrong: `LambdaConfig.${name} names no function of this template, and every sign-in that needs it would fail.`,
          fix: "use Fn::GetAtt: [<the function's logical id>, Arn].",
        })),
    ),

  "trigger-timeout": ({ template }) =>
    poolsOf(template).flatMap((pool) =>
      triggersOf(pool).flatMap(({ name, value }) => {
        const target = functionOf(template, value);
        const slow = possible(template, target?.properties["Timeout"]).find((seconds) => Number(seconds) > 5);
        return target && slow !== undefined && isWaitedFor(name)
          ? [
              {
                resource: target.id,
                wrong: `it may run ${slow} s, but Cognito waits 5 s for ${name} and then calls it again.`,
                fix: "set Timeout to 5 or less.",
              },
            ]
          : [];
      }),
    ),

  "token-trigger-twice": ({ template }) =>
    poolsOf(template)
      .filter((pool) => {
        const wired = triggersOf(pool).map(({ name }) => name);
        return wired.includes("PreTokenGeneration") && wired.includes("PreTokenGenerationConfig");
      })
      .map(({ id }) => ({
        resource: id,
        wrong: "both PreTokenGeneration and PreTokenGenerationConfig are set, and the pool may stay at version 1.",
        fix: "keep PreTokenGenerationConfig alone.",
      })),

  "token-trigger-version": ({ template }) =>
    poolsOf(template).flatMap((pool) =>
      triggersOf(pool)
        .filter(({ name, version }) => {
          const known = name === "PreTokenGenerationConfig" ? /^V[123]_0$/ : /^V1_0$/;
          return version !== undefined && texts(template, version).some((one) => !known.test(one));
        })
        .map(({ name, version }) => ({
          resource: pool.id,
          wrong: `LambdaConfig.${name} has the version ${texts(template, version)}, which Cognito does not know.`,
          fix: name === "PreTokenGenerationConfig" ? "set V1_0, V2_0 or V3_0." : "set V1_0.",
        })),
    ),

  "token-trigger-tier": ({ template }) =>
    poolsOf(template)
      .filter(
        (pool) =>
          triggersOf(pool).some(({ version }) => texts(template, version).some((one) => /^V[23]_0$/.test(one))) &&
          texts(template, pool.properties["UserPoolTier"]).includes("LITE"),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "version 2 and 3 events of PreTokenGeneration need a higher feature plan than LITE.",
        fix: "set UserPoolTier to ESSENTIALS or PLUS, or LambdaVersion to V1_0.",
      })),

  "token-trigger-machines": ({ template }) =>
    clientsOf(template).flatMap(({ id, properties }) => {
      const pool = resourceOf(template, properties["UserPoolId"]);
      const trigger = pool && triggersOf(pool).find(({ name }) => name.startsWith("PreTokenGeneration"));
      return trigger &&
        texts(template, properties["AllowedOAuthFlows"]).includes("client_credentials") &&
        texts(template, properties["AllowedOAuthScopes"]).length > 0 &&
        !is(template, trigger.version, "V3_0")
        ? [
            {
              resource: id,
              wrong: "it gets tokens for a machine, and Cognito calls PreTokenGeneration for those in version 3 only.",
              fix: `set LambdaConfig.PreTokenGenerationConfig.LambdaVersion of ${pool.id} to V3_0.`,
            },
          ]
        : [];
    }),

  "custom-sender-key": ({ template }) =>
    poolsOf(template)
      .filter(
        ({ properties }) =>
          triggersOf({ properties } as never).some(({ name }) => !isWaitedFor(name)) &&
          (properties["LambdaConfig"] as { KMSKeyID?: unknown }).KMSKeyID === undefined,
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "a custom sender is wired, but no key that Cognito encrypts the code with.",
        fix: "set LambdaConfig.KMSKeyID to the ARN of a symmetric key.",
      })),
} satisfies Rules;
