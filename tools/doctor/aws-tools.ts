import { dirname } from "node:path";
import type { App } from "aws-cdk-lib/core";
import type { Finding } from "./finding.ts";

const toSentence = (text: string): string => `${text.replace(/\.$/, "")}.`;

/** Reports a template that the tool cannot read as a finding. */
const catchUnreadable =
  (rule: string, find: (file: string, outdir: string) => Finding[]) =>
  (file: string): Finding[] => {
    try {
      // The app creates its folder at once, even if it never synthesizes. The folder is deleted with the template.
      return find(file, dirname(file));
    } catch (error) {
      const wrong = toSentence(`${rule} could not read it: ${String(error).split("\n")[0]}`);
      return [{ rule, resource: "template", wrong, fix: "correct the other findings first." }];
    }
  };

type Violation = { ruleName: string; description: string; violatingResources: { constructPath?: string }[] };
type Pack = new (app: App) => { validateScope: (app: App) => { violations: Violation[] } };

/** A rule name such as `AwsSolutions-IAM5[Resource::…]` contains the rule and a detail. */
const toFindings = ({ ruleName, description, violatingResources }: Violation): Finding[] => {
  const [, rule = ruleName, detail = ""] = /^([^[]+)(?:\[(.*)\])?$/s.exec(ruleName) ?? [];
  return violatingResources.map(({ constructPath }) => ({
    rule,
    resource: constructPath?.split("/").at(-1) ?? "template",
    wrong: toSentence(`${description.replace(/\.$/, "")}${detail && ` (${detail})`}`),
    fix: `see ${rule} in cdk-nag's RULES.md; to accept it, give a reason in tools/doctor/explained.ts, or add --ignore ${rule}.`,
  }));
};

/** Loads AWS's offline checkers for template files. */
export const openTools = async () => {
  const [{ App, CloudFormationValidatePlugin, Stack }, { CfnInclude }, packs] = await Promise.all([
    import("aws-cdk-lib/core"),
    import("aws-cdk-lib/cloudformation-include"),
    // Its types import all types of aws-cdk-lib, which would double the time of the type check.
    import("cdk-nag" as string) as Promise<{ AwsSolutionsChecks: Pack; ServerlessChecks: Pack }>,
  ]);
  const appIn = (outdir: string) => new App({ analyticsReporting: false, outdir });
  return {
    /** AWS's rules for templates, and the schemas of all resource types. */
    "cloudformation-validate": catchUnreadable("cloudformation-validate", (templatePath, outdir) => {
      const stack = { templatePath, stackConstructPath: "Stack", accountId: undefined, region: undefined };
      const context = { templatePaths: [templatePath], stackTemplates: [stack], appConstruct: appIn(outdir) };
      return new CloudFormationValidatePlugin()
        .validate(context)
        .violations.flatMap(({ ruleName, description, fix, violatingResources }) =>
          violatingResources.map(({ resourceLogicalId, locations }) => ({
            rule: ruleName,
            resource: resourceLogicalId ?? "template",
            wrong: toSentence(description),
            fix: toSentence(fix ?? `correct ${locations.join(", ") || "it"}`),
          })),
        );
    }),
    /** The packs AwsSolutions and Serverless, over the template's own construct tree. */
    "cdk-nag": catchUnreadable("cdk-nag", (templateFile, outdir) => {
      const app = appIn(outdir);
      new CfnInclude(new Stack(app, "Stack"), "Template", { templateFile });
      return [packs.AwsSolutionsChecks, packs.ServerlessChecks].flatMap((Checks) =>
        new Checks(app).validateScope(app).violations.flatMap(toFindings),
      );
    }),
  };
};
