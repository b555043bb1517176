import { calledBy } from "../bundled-calls.ts";
import type { Checked, Problem, Rules } from "../finding.ts";
import { functionsOf, roleOf } from "../relations.ts";
import { allowedTo, covers, hasPoliciesElsewhere } from "../statements.ts";
import { at, type Named, textOf, texts } from "../template.ts";

const check = async (one: Named, { template, artifacts }: Checked): Promise<Problem[]> => {
  const role = roleOf(template, one);
  if (!role || hasPoliciesElsewhere(template, role)) return [];
  const files = await artifacts?.(textOf(at(one.properties, "Code", "S3Key") ?? ""));
  const [handler = ""] = texts(template, one.properties["Handler"]);
  const called = await calledBy(handler, [...(files?.values() ?? [])].join("\n"));
  const allowed = allowedTo(template, role);
  return called
    .filter((action) => !allowed.some((statement) => covers(statement, action)))
    .map((action) => ({
      resource: one.id,
      wrong: `its code calls ${action}, and its role may not: AWS would refuse each call.`,
      fix: `allow ${action} on the one resource that it needs.`,
    }));
};

/** What functions call. https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
export const bundledCallRules = {
  "function-action": async (checked) =>
    (await Promise.all(functionsOf(checked.template).map((one) => check(one, checked)))).flat(),
} satisfies Rules;
