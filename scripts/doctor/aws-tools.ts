import { dirname } from "node:path";
import type { App } from "aws-cdk-lib/core";
import type { Finding } from "./finding.ts";

/** An app makes its folder at once, even one that never synthesizes; beside the template it goes with it. */
const settings = (file: string) => ({ analyticsReporting: false, outdir: dirname(file) });

/** The template's own construct tree; synthesizes nothing. */
const included = async (file: string) => {
  const { App, Stack } = await import("aws-cdk-lib/core");
  const { CfnInclude } = await import("aws-cdk-lib/cloudformation-include");
  const app = new App(settings(file));
  new CfnInclude(new Stack(app, "Stack"), "Template", { templateFile: file });
  return app;
};

const failed = (rule: string, error: unknown): Finding => ({
  rule,
  resource: "template",
  wrong: `${rule} could not read it: ${(error as Error).message?.split("\n")[0] ?? error}.`,
  fix: "mend what else is found first.",
});

/** AWS's own rules for templates and the schemas of all resource types, offline; about 2 s. */
export const validateFindings = async (file: string): Promise<Finding[]> => {
  const { App, CloudFormationValidatePlugin } = await import("aws-cdk-lib/core");
  const stack = { templatePath: file, stackConstructPath: "Stack", accountId: undefined, region: undefined };
  try {
    const { violations } = new CloudFormationValidatePlugin().validate({
      templatePaths: [file],
      stackTemplates: [stack],
      appConstruct: new App(settings(file)),
    });
    return violations.flatMap(({ ruleName, description, fix, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId, locations }) => ({
        rule: ruleName,
        resource: resourceLogicalId ?? "template",
        wrong: `${description.replace(/\.$/, "")}.`,
        fix: `${fix?.replace(/\.$/, "") ?? `correct ${locations.join(", ") || "it"}`}.`,
      })),
    );
  } catch (error) {
    return [failed("cloudformation-validate", error)];
  }
};

/** `AwsSolutions-IAM5[Resource::…]` is one rule, and what it found. */
const ruleAndDetail = (name: string): [string, string] => {
  const [, rule = name, detail = ""] = /^([^[]+)(?:\[(.*)\])?$/s.exec(name) ?? [];
  return [rule, detail && ` (${detail})`];
};

type Violation = { ruleName: string; description: string; violatingResources: { constructPath?: string }[] };
type Pack = new (app: App) => { validateScope: (app: App) => { violations: Violation[] } };
type Packs = { AwsSolutionsChecks: Pack; ServerlessChecks: Pack };

/** cdk-nag's packs AwsSolutions and Serverless, offline; about 4 s. */
export const nagFindings = async (file: string): Promise<Finding[]> => {
  // Its types bring those of all of aws-cdk-lib, which double the time of the type check.
  const { AwsSolutionsChecks, ServerlessChecks } = (await import("cdk-nag" as string)) as Packs;
  try {
    const app = await included(file);
    return [new AwsSolutionsChecks(app), new ServerlessChecks(app)].flatMap((pack) =>
      pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) => {
        const [rule, detail] = ruleAndDetail(ruleName);
        return violatingResources.map(({ constructPath }) => ({
          rule,
          resource: constructPath?.split("/").at(-1) ?? "template",
          wrong: `${description.replace(/\.$/, "")}${detail}.`,
          fix: `see ${rule} in cdk-nag's RULES.md; to leave it so, explain it in scripts/doctor/explained-nag.ts, or --ignore ${rule}.`,
        }));
      }),
    );
  } catch (error) {
    return [failed("cdk-nag", error)];
  }
};
