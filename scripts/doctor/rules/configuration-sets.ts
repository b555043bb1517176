import type { Problem, Rules } from "../finding.ts";
import { functionsOf, isGivenLater, variablesOf } from "../relations.ts";
import { statementsOf } from "../statements.ts";
import { at, resourcesOf, type Template, textOf } from "../template.ts";

type Mention = { by: string; where: string; name: string };

const inVariables = (template: Template): Mention[] =>
  functionsOf(template).flatMap((one) =>
    Object.entries(variablesOf(one))
      .filter(([key, value]) => key.endsWith("CONFIGURATION_SET") && value !== "" && !isGivenLater(template, value))
      .map(([where, value]) => ({ by: one.id, where, name: textOf(value) })),
  );

const inPatterns = (template: Template): Mention[] =>
  resourcesOf(template, "AWS::Events::Rule").flatMap(({ id, properties }) =>
    [at(properties, "EventPattern", "detail", "mail", "tags", "ses:configuration-set") ?? []]
      .flat()
      .filter((name) => typeof name === "string")
      .map((name) => ({ by: id, where: "EventPattern", name })),
  );

const inStatements = (template: Template): Mention[] =>
  statementsOf(template).flatMap(({ resource, resources }) =>
    resources.flatMap((arn) => {
      const name = /:ses:.*:configuration-set\/([^*]+)$/.exec(arn)?.[1];
      return name === undefined ? [] : [{ by: resource, where: "a statement", name }];
    }),
  );

/** Where mails name what SES tells of them. https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets-in-email.html */
export const configurationSetRules = {
  "configuration-set-name": ({ template }) => {
    const sets = resourcesOf(template, "AWS::SES::ConfigurationSet");
    const names = sets.flatMap(({ id, properties }) => [`\${${id}}`, textOf(properties["Name"] ?? "")]);
    return [...inVariables(template), ...inPatterns(template), ...inStatements(template)]
      .filter(({ name }) => sets.length > 0 && !names.includes(name))
      .map(
        ({ by, where, name }): Problem => ({
          resource: by,
          wrong: `${where} names the configuration set ${name}, which the template does not make: mails fail, or nobody hears of them.`,
          fix: "write the Name of the template's AWS::SES::ConfigurationSet.",
        }),
      );
  },
} satisfies Rules;
