import { dirname } from "node:path";
import type { App } from "aws-cdk-lib/core";
import type { Finding } from "./finding.ts";

const sentence = (text: string): string => `${text.replace(/\.$/, "")}.`;

/** What a tool finds in a template's file; if it cannot read it, that is what it finds. */
const readable =
  (rule: string, find: (file: string, outdir: string) => Finding[]) =>
  (file: string): Finding[] => {
    try {
      // An app makes its folder at once, even one that never synthesizes; beside the template it goes with it.
      return find(file, dirname(file));
    } catch (error) {
      const wrong = sentence(`${rule} could not read it: ${String(error).split("\n")[0]}`);
      return [{ rule, resource: "template", wrong, fix: "correct what else is found first." }];
    }
  };

type Violation = { ruleName: string; description: string; violatingResources: { constructPath?: string }[] };
type Pack = new (app: App) => { validateScope: (app: App) => { violations: Violation[] } };

/** `AwsSolutions-IAM5[Resource::…]` is one rule, and what it found. */
const nagFindings = ({ ruleName, description, violatingResources }: Violation): Finding[] => {
  const [, rule = ruleName, detail = ""] = /^([^[]+)(?:\[(.*)\])?$/s.exec(ruleName) ?? [];
  return violatingResources.map(({ constructPath }) => ({
    rule,
    resource: constructPath?.split("/").at(-1) ?? "template",
    wrong: sentence(`${description.replace(/\.$/, "")}${detail && ` (${detail})`}`),
    fix: `see ${rule} in cdk-nag's RULES.md; to leave it so, explain it in tools/doctor/explained.ts, or --ignore ${rule}.`,
  }));
};

/** AWS's checkers: what each finds in the file of a template, offline. They are loaded when they are needed. */
export const openTools = async () => {
  const [{ App, CloudFormationValidatePlugin, Stack }, { CfnInclude }, packs] = await Promise.all([
    import("aws-cdk-lib/core"),
    import("aws-cdk-lib/cloudformation-include"),
    // Its types bring those of all of aws-cdk-lib, which double the time of the type check.
    import("cdk-nag" as string) as Promise<{ AwsSolutionsChecks: Pack; ServerlessChecks: Pack }>,
  ]);
  const appIn = (outdir: string) => new App({ analyticsReporting: false, outdir });
  return {
    /** AWS's rules for templates, and the schemas of all resource types. */
    "cloudformation-validate": readable("cloudformation-validate", (templatePath, outdir) => {
      const stack = { templatePath, stackConstructPath: "Stack", accountId: undefined, region: undefined };
      const context = { templatePaths: [templatePath], stackTemplates: [stack], appConstruct: appIn(outdir) };
      return new CloudFormationValidatePlugin()
        .validate(context)
        .violations.flatMap(({ ruleName, description, fix, violatingResources }) =>
          violatingResources.map(({ resourceLogicalId, locations }) => ({
            rule: ruleName,
            resource: resourceLogicalId ?? "template",
            wrong: sentence(description),
            fix: sentence(fix ?? `correct ${locations.join(", ") || "it"}`),
          })),
        );
    }),
    /** The packs AwsSolutions and Serverless, over the template's own construct tree. */
    "cdk-nag": readable("cdk-nag", (templateFile, outdir) => {
      const app = appIn(outdir);
      new CfnInclude(new Stack(app, "Stack"), "Template", { templateFile });
      return [packs.AwsSolutionsChecks, packs.ServerlessChecks].flatMap((Checks) =>
        new Checks(app).validateScope(app).violations.flatMap(nagFindings),
      );
    }),
  };
};
