import type { Problem, Rules } from "../finding.ts";
import { functionOf, functionsOf, isGivenLater, roleOf, variablesOf } from "../relations.ts";
import { allowedTo, covers, hasPoliciesElsewhere } from "../statements.ts";
import { type Named, type Template, textOf } from "../template.ts";

const mayCall = (template: Template, caller: Named, called: Named): boolean => {
  const role = roleOf(template, caller);
  if (!role || hasPoliciesElsewhere(template, role)) return true;
  return allowedTo(template, role)
    .filter((statement) => covers(statement, "lambda:InvokeFunction"))
    .flatMap(({ resources }) => resources)
    .some((arn) => arn.includes("*") || functionOf(template, { "Fn::Sub": arn })?.id === called.id);
};

/** Functions that call others by a name in their environment. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export const callRules = {
  "function-called": ({ template }) =>
    functionsOf(template).flatMap((one) =>
      Object.entries(variablesOf(one))
        .filter(([name, value]) => name.endsWith("_FUNCTION") && value !== "" && !isGivenLater(template, value))
        .flatMap(([name, value]): Problem[] => {
          const called = functionOf(template, value);
          if (!called)
            return [
              {
                resource: one.id,
                wrong: `${name} is ${textOf(value)}, which is no function of this template, and its calls would fail.`,
                fix: "write the FunctionName of the function that it hands over to.",
              },
            ];
          return mayCall(template, one, called)
            ? []
            : [
                {
                  resource: one.id,
                  wrong: `it calls ${called.id}, and its role may not.`,
                  fix: `allow lambda:InvokeFunction on the ARN of ${called.id} in its role.`,
                },
              ];
        }),
    ),
} satisfies Rules;
