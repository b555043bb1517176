import { at, isObject, type Named, resourcesOf, type Template, textOf } from "./template.ts";

export const poolsOf = (template: Template): Named[] => resourcesOf(template, "AWS::Cognito::UserPool");
export const functionsOf = (template: Template): Named[] => resourcesOf(template, "AWS::Lambda::Function");
export const clientsOf = (template: Template): Named[] => resourcesOf(template, "AWS::Cognito::UserPoolClient");
export const permissionsOf = (template: Template): Named[] => resourcesOf(template, "AWS::Lambda::Permission");

/** The resource of the template that a reference or an attribute of it names; undefined for texts and parameters. */
export const resourceOf = (template: Template, value: unknown): Named | undefined => {
  const [, id] = /^\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}$/.exec(textOf(value)) ?? [];
  const resource = id === undefined ? undefined : template.Resources[id];
  return id && resource ? { id, resource, properties: resource.Properties ?? {} } : undefined;
};

/** Whether only the deployment knows what a value is: a parameter, an import, another stack's output. */
export const isGivenLater = (template: Template, value: unknown): boolean =>
  isObject(value) &&
  ("Fn::ImportValue" in value || (typeof value["Ref"] === "string" && value["Ref"] in (template.Parameters ?? {})));

/** The function of the template that an ARN, a name, a version or an alias leads to. */
export const functionOf = (template: Template, value: unknown): Named | undefined => {
  const named = resourceOf(template, value);
  if (named?.resource.Type === "AWS::Lambda::Function") return named;
  if (named && ["AWS::Lambda::Alias", "AWS::Lambda::Version"].includes(named.resource.Type))
    return functionOf(template, named.properties["FunctionName"]);
  const text = textOf(value);
  const name = /:function:([^:]+)(?::[^:]+)?$/.exec(text)?.[1] ?? text;
  return functionsOf(template).find(
    ({ id, properties }) => name === `\${${id}}` || name === textOf(properties["FunctionName"]),
  );
};

/** The role that a function runs with, where the template makes it. */
export const roleOf = (template: Template, { properties }: Named): Named | undefined =>
  resourceOf(template, properties["Role"]);

export type Trigger = { name: string; value: unknown; version?: unknown };

/** What a pool's LambdaConfig wires, each under its key; keys that hold no function are left out. */
export const triggersOf = ({ properties }: Named): Trigger[] => {
  const config = properties["LambdaConfig"];
  return Object.entries(isObject(config) ? config : {})
    .filter(([name]) => name !== "KMSKeyID")
    .map(([name, value]) => {
      const own = at(value, "LambdaArn");
      return own === undefined ? { name, value } : { name, value: own, version: at(value, "LambdaVersion") };
    });
};

/** Whether a value is the ARN of a pool, written as an attribute or put together from its id. */
export const isArnOf = (pool: Named, value: unknown): boolean => {
  const text = textOf(value);
  return text === `\${${pool.id}.Arn}` || text.endsWith(`:userpool/\${${pool.id}}`);
};

/** Clients that no person signs in with: they have a secret, the client credentials grant, and no other way in. */
export const isMachine = ({ properties }: Named): boolean => {
  const flows = properties["ExplicitAuthFlows"];
  return (
    properties["GenerateSecret"] === true &&
    textOf(properties["AllowedOAuthFlows"] ?? "") === "client_credentials" &&
    Array.isArray(flows) &&
    flows.every((flow) => flow === "ALLOW_REFRESH_TOKEN_AUTH")
  );
};

/** The environment of a function, by name. */
export const variablesOf = ({ properties }: Named): Record<string, unknown> => {
  const variables = at(properties, "Environment", "Variables");
  return isObject(variables) ? variables : {};
};
