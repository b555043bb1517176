import type { Rules } from "../finding.ts";
import { circlesOf, referencesOf } from "../references.ts";

/** What CloudFormation would refuse before it makes anything. */
export const referenceRules = {
  "reference-missing": ({ template }) => {
    const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
    return referencesOf(template)
      .filter(({ to, condition }) =>
        condition ? !(to in (template.Conditions ?? {})) : !known.has(to) && !to.startsWith("AWS::"),
      )
      .map(({ from, to, path }) => ({
        resource: from,
        wrong: `${path} refers to ${to}, which the template does not have.`,
        fix: "correct the name, or make it.",
      }));
  },

  "reference-circle": ({ template }) =>
    circlesOf(template).map((circle) => ({
      resource: circle[0] ?? "",
      wrong: `each of ${circle.join(" → ")} waits for the next, so CloudFormation can make none.`,
      fix: "in a trigger, take the pool's id from the event and write ARNs with names instead of references.",
    })),
} satisfies Rules;
