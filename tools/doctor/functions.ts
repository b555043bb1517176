import { isObject } from "../../schema/is-object.ts";
import type { Artifact, Artifacts } from "./artifacts.ts";
import { findStatementsFor, type Statement } from "./statements.ts";
import { findResource, getProperty, listResources, type Named, type Template, toText } from "./template.ts";

export type SuiteFunction = Named & {
  /** Its place in serverless.yml, for the text of a fix. */
  place: string;
  handler: string;
  /** Its environment. A value that only the deployment knows is a reference. */
  variables: Readonly<Record<string, string>>;
  /** The scripts of its package; undefined if the package is not beside the template. */
  files: Artifact | undefined;
  /** All scripts as one text. */
  code: string;
  /** What its role allows; undefined if the template does not say. */
  allowed: Statement[] | undefined;
};

const readFunction = async (template: Template, one: Named, artifacts: Artifacts): Promise<SuiteFunction> => {
  const { id, properties } = one;
  const variables = getProperty(properties, "Environment", "Variables");
  const files = await artifacts(toText(getProperty(properties, "Code", "S3Key")));
  const role = findResource(template, properties["Role"]);
  return {
    ...one,
    place: `functions.${id.charAt(0).toLowerCase()}${id.slice(1).replace(/LambdaFunction$/, "")} in serverless.yml`,
    handler: toText(properties["Handler"]),
    variables: Object.fromEntries(
      Object.entries(isObject(variables) ? variables : {}).map(([name, value]) => [name, toText(value)]),
    ),
    files,
    code: [...(files?.values() ?? [])].join("\n"),
    allowed: role && findStatementsFor(template, role),
  };
};

/** Reads the functions of a template and the scripts in their packages. */
export const readFunctions = (template: Template, artifacts: Artifacts): Promise<SuiteFunction[]> =>
  Promise.all(listResources(template, "AWS::Lambda::Function").map((one) => readFunction(template, one, artifacts)));

/** Finds the function that an ARN, a name, a version or an alias refers to. */
export const findFunction = (
  checked: { template: Template; functions: readonly SuiteFunction[] },
  value: unknown,
): SuiteFunction | undefined => {
  const named = findResource(checked.template, value);
  if (named && ["AWS::Lambda::Alias", "AWS::Lambda::Version"].includes(named.resource.Type))
    return findFunction(checked, named.properties["FunctionName"]);
  const name = toText(value).replace(/^.*:function:([^:]+)(?::[^:]+)?$/, "$1");
  return checked.functions.find(
    ({ id, properties: { FunctionName = "" } }) =>
      id === named?.id || name === `\${${id}}` || (name !== "" && name === toText(FunctionName)),
  );
};
