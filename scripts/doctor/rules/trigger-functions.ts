import type { Problem, Rules } from "../finding.ts";
import { functionOf, functionsOf, poolsOf, triggersOf } from "../relations.ts";
import { type Named, possible, type Template } from "../template.ts";

/** Whose bundles are the suite's own; other triggers may well share a function that tells them apart. */
const own = ["CustomMessage", "PreSignUp", "PostConfirmation", "PreTokenGeneration", "PostAuthentication"];

/** Both keys are one trigger. */
const nameOf = (key: string): string => key.replace(/Config$/, "");

const namesByFunction = (template: Template, pool: Named): Map<string, string[]> => {
  const names = new Map<string, string[]>();
  for (const { name, value } of triggersOf(pool)) {
    const id = functionOf(template, value)?.id;
    if (id !== undefined) names.set(id, [...new Set([...(names.get(id) ?? []), nameOf(name)])]);
  }
  return names;
};

/** The functions behind the triggers. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export const triggerFunctionRules = {
  "trigger-shared": ({ template }) =>
    poolsOf(template).flatMap((pool): Problem[] =>
      [...namesByFunction(template, pool)]
        .filter(([, names]) => names.length > 1 && names.some((name) => own.includes(name)))
        .map(([id, names]) => ({
          resource: pool.id,
          wrong: `${names.join(" and ")} are both ${id}, and each of the suite's functions answers one trigger.`,
          fix: "name each trigger's own function.",
        })),
    ),

  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
  "function-off": ({ template }) =>
    functionsOf(template)
      .filter(({ properties }) =>
        possible(template, properties["ReservedConcurrentExecutions"]).some((count) => Number(count) === 0),
      )
      .map(({ id }) => ({
        resource: id,
        wrong: "Lambda turns away every call of it, as 0 are reserved.",
        fix: "leave ReservedConcurrentExecutions out, or reserve what it needs.",
      })),
} satisfies Rules;
