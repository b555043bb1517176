import type { Problem, Rules } from "../finding.ts";
import { at, resourcesOf } from "../template.ts";
import { bodyOf } from "../watched.ts";

const problemOf = (properties: Record<string, unknown>): string | undefined => {
  try {
    return Array.isArray(at(bodyOf(properties), "widgets")) ? undefined : "its DashboardBody has no list of widgets";
  } catch (error) {
    return `its DashboardBody is no JSON: ${(error as Error).message.replaceAll(/\s+/g, " ")}`;
  }
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export const dashboardRules = {
  "dashboard-body": ({ template }) =>
    resourcesOf(template, "AWS::CloudWatch::Dashboard").flatMap(({ id, properties }): Problem[] => {
      const wrong = problemOf(properties);
      return wrong
        ? [{ resource: id, wrong: `${wrong}; CloudWatch refuses it.`, fix: "write it with JSON.stringify." }]
        : [];
    }),
} satisfies Rules;
