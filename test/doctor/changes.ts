import { functionOf, triggersOf } from "../../scripts/doctor/relations.ts";
import { isObject, type Named, type Properties, resourcesOf, type Template } from "../../scripts/doctor/template.ts";

export type Change = (template: Template) => void;
/** One thing that goes wrong with a good template, and the rule that has to say so. */
export type Fault = { fault: string; rule: string; change: Change };

export const pool = "AWS::Cognito::UserPool";
export const client = "AWS::Cognito::UserPoolClient";
export const lambda = "AWS::Lambda::Function";
export const role = "AWS::IAM::Role";
export const table = "AWS::DynamoDB::Table";
export const mapping = "AWS::Lambda::EventSourceMapping";
export const set = "AWS::SES::ConfigurationSet";
export const destination = "AWS::SES::ConfigurationSetEventDestination";
export const queue = "AWS::SQS::Queue";
export const topic = "AWS::SNS::Topic";
export const alarm = "AWS::CloudWatch::Alarm";
export const dashboard = "AWS::CloudWatch::Dashboard";
export const domain = "AWS::Cognito::UserPoolDomain";

export const found = <Value>(what: string, value: Value | undefined): Value => {
  if (value === undefined) throw new Error(`The template has no ${what}.`);
  return value;
};

/** The properties of a resource by its logical id. */
export const propertiesOf = (template: Template, id: string): Properties =>
  found(`properties of ${id}`, template.Resources[id]?.Properties);

/** The first resource of a type that is as wished, with properties that can be changed. */
export const first = (template: Template, type: string, isWished: (one: Named) => boolean = () => true): Named => {
  const one = found(type, resourcesOf(template, type).find(isWished));
  one.resource.Properties ??= {};
  return { ...one, properties: one.resource.Properties };
};

export const put = (target: Properties, path: string, value: unknown): void => {
  const keys = path.split(".");
  const last = found("key", keys.pop());
  let inner = target;
  for (const key of keys) {
    if (!isObject(inner[key])) inner[key] = {};
    inner = inner[key] as Properties;
  }
  if (value === undefined) delete inner[last];
  else inner[last] = value;
};

export const edit =
  (type: string, path: string, value: unknown, isWished?: (one: Named) => boolean): Change =>
  (template) =>
    put(first(template, type, isWished).properties, path, value);

export const editResource =
  (type: string, changes: Properties): Change =>
  (template) => {
    Object.assign(first(template, type).resource, changes);
  };

/** A further resource; where it belongs to the pool, that is the template's own, whatever its logical id. */
export const add =
  (id: string, Type: string, properties: Properties): Change =>
  (template) => {
    const own = "UserPoolId" in properties && { UserPoolId: { Ref: first(template, pool).id } };
    template.Resources[id] = { Type, Properties: { ...properties, ...own } };
  };

export const both =
  (...changes: Change[]): Change =>
  (template) => {
    for (const change of changes) change(template);
  };

export const schema =
  (attribute: Properties): Change =>
  (template) => {
    const { properties } = first(template, pool);
    properties["Schema"] = [...((properties["Schema"] ?? []) as unknown[]), attribute];
  };

export const recovers = (...names: string[]): Change =>
  edit(
    pool,
    "AccountRecoverySetting.RecoveryMechanisms",
    names.map((Name, at) => ({ Name, Priority: at + 1 })),
  );

/** The function that a pool calls as a trigger. */
export const trigger = (template: Template, name: string): Named => {
  const wired = triggersOf(first(template, pool)).find((one) => one.name === name);
  return found(name, functionOf(template, wired?.value));
};

export const ofTrigger =
  (name: string, path: string, value: unknown): Change =>
  (template) =>
    put(trigger(template, name).properties, path, value);

export const isCognitos = ({ properties }: Named) => properties["Principal"] === "cognito-idp.amazonaws.com";
export const ofPermission = (path: string, value: unknown) => edit("AWS::Lambda::Permission", path, value, isCognitos);

export const statementOf = (template: Template, isWished: (statement: Properties) => boolean): Properties => {
  for (const { properties } of resourcesOf(template, role))
    for (const { PolicyDocument } of (properties["Policies"] ?? []) as {
      PolicyDocument: { Statement: Properties[] };
    }[])
      for (const statement of PolicyDocument.Statement) if (isWished(statement)) return statement;
  throw new Error("The template has no such statement.");
};

export const allows = (action: string) => (statement: Properties) =>
  JSON.stringify(statement["Action"]).includes(`"${action}"`);
export const onTable = allows("dynamodb:UpdateItem");

export const ofStatement =
  (isWished: (statement: Properties) => boolean, changes: Properties): Change =>
  (template) => {
    Object.assign(statementOf(template, isWished), changes);
  };

export const people = {
  ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
  PreventUserExistenceErrors: "ENABLED",
  WriteAttributes: ["name"],
};
export const clientOf = (template: Template, properties: Properties): Properties => ({
  UserPoolId: { Ref: first(template, pool).id },
  ...properties,
});
export const addClient =
  (properties: Properties): Change =>
  (template) =>
    add("AddedClient", client, clientOf(template, properties))(template);

export const machine = {
  GenerateSecret: true,
  AllowedOAuthFlows: ["client_credentials"],
  ExplicitAuthFlows: [],
  AllowedOAuthFlowsUserPoolClient: true,
};

export const fault = (rule: string, name: string, change: Change): Fault => ({ rule, fault: name, change });
