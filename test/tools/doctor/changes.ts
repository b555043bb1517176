import { isObject } from "../../../schema/is-object.ts";
import { type Properties, type Template, toList } from "../../../tools/doctor/template.ts";

export type Change = (template: Template) => void;

const requireValue = <Value>(what: string, value: Value | undefined): Value => {
  if (value === undefined) throw new Error(`The template has no ${what}.`);
  return value;
};

/** The properties of a resource by its logical id, to change. */
export const propertiesOf = (template: Template, id: string): Properties =>
  requireValue(`properties of ${id}`, template.Resources[id]?.Properties);

/** Sets or, with undefined, removes a property at a path such as `Environment.Variables.TABLE_NAME`. */
export const edit =
  (id: string, path: string, value: unknown): Change =>
  (template) => {
    const keys = path.split(".");
    const last = requireValue("key", keys.pop());
    let inner = propertiesOf(template, id);
    for (const key of keys) {
      if (!isObject(inner[key])) inner[key] = {};
      inner = inner[key] as Properties;
    }
    if (value === undefined) delete inner[last];
    else inner[last] = value;
  };

export const add =
  (id: string, Type: string, Properties: Properties = {}): Change =>
  (template) => {
    template.Resources[id] = { Type, Properties };
  };

export const remove =
  (id: string): Change =>
  (template) => {
    requireValue(id, template.Resources[id]);
    delete template.Resources[id];
  };

export const both =
  (...changes: Change[]): Change =>
  (template) => {
    for (const change of changes) change(template);
  };

const statementsOf = (template: Template, role: string): Properties[] =>
  toList(propertiesOf(template, role)["Policies"]).flatMap(
    (policy) => (policy as { PolicyDocument: { Statement: Properties[] } }).PolicyDocument.Statement,
  );

/** Changes the statement with an action in the role of a function of the suite. */
export const ofStatement =
  (name: string, action: string, changes: Properties): Change =>
  (template) => {
    const own = statementsOf(template, `${name}IamRoleLambdaExecution`);
    Object.assign(
      requireValue(
        action,
        own.find(({ Action }) => toList(Action).includes(action)),
      ),
      changes,
    );
  };
