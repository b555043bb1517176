import type { Artifact, Artifacts } from "./artifacts.ts";
import { allowedTo, type Statement } from "./statements.ts";
import { at, isObject, type Named, resourceOf, resourcesOf, type Template, textOf } from "./template.ts";

/** A function with all that belongs to it. */
export type SuiteFunction = Named & {
  /** Its place in serverless.yml, for the words of a fix. */
  place: string;
  handler: string;
  /** Its environment; what is known at the deployment alone is a reference. */
  variables: Readonly<Record<string, string>>;
  /** The scripts of its package; undefined if that is not beside the template. */
  files: Artifact | undefined;
  /** All its scripts as one text. */
  code: string;
  /** What its role may do; undefined if the template does not say. */
  allowed: Statement[] | undefined;
};

const withParts = async (template: Template, one: Named, artifacts: Artifacts): Promise<SuiteFunction> => {
  const { id, properties } = one;
  const variables = at(properties, "Environment", "Variables");
  const files = await artifacts(textOf(at(properties, "Code", "S3Key")));
  const role = resourceOf(template, properties["Role"]);
  return {
    ...one,
    place: `functions.${id.charAt(0).toLowerCase()}${id.slice(1).replace(/LambdaFunction$/, "")} in serverless.yml`,
    handler: textOf(properties["Handler"]),
    variables: Object.fromEntries(
      Object.entries(isObject(variables) ? variables : {}).map(([name, value]) => [name, textOf(value)]),
    ),
    files,
    code: [...(files?.values() ?? [])].join("\n"),
    allowed: role && allowedTo(template, role),
  };
};

/** The functions of a template, with the scripts in their packages. */
export const readFunctions = (template: Template, artifacts: Artifacts): Promise<SuiteFunction[]> =>
  Promise.all(resourcesOf(template, "AWS::Lambda::Function").map((one) => withParts(template, one, artifacts)));

/** The function that an ARN, a name, a version or an alias leads to. */
export const functionOf = (
  checked: { template: Template; functions: readonly SuiteFunction[] },
  value: unknown,
): SuiteFunction | undefined => {
  const named = resourceOf(checked.template, value);
  if (named && ["AWS::Lambda::Alias", "AWS::Lambda::Version"].includes(named.resource.Type))
    return functionOf(checked, named.properties["FunctionName"]);
  const name = textOf(value).replace(/^.*:function:([^:]+)(?::[^:]+)?$/, "$1");
  return checked.functions.find(
    ({ id, properties: { FunctionName = "" } }) =>
      id === named?.id || name === `\${${id}}` || (name !== "" && name === textOf(FunctionName)),
  );
};
