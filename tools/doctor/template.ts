import { isObject } from "../../schema/is-object.ts";
import { SettingsError } from "../../src/runtime/errors.ts";
import { suiteTriggers } from "../../src/runtime/trigger-names.ts";

export type Properties = Record<string, unknown>;

export type Resource = { Type: string; Properties?: Properties };

/** A packaged CloudFormation template. */
export type Template = { Resources: Record<string, Resource> };

/** A resource with its logical ID. Its properties may be empty. */
export type Named = { id: string; resource: Resource; properties: Properties };

/** Wraps a value in a list; undefined becomes an empty list. */
export const toList = (value: unknown): unknown[] => [value ?? []].flat();

/** The value at a path, such as `getProperty(properties, "Policies", "PasswordPolicy")`. */
export const getProperty = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** The resources of these types. Default: all. */
export const listResources = ({ Resources }: Template, ...types: string[]): Named[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));

/** A value that only the deployment knows: an import, a condition, a part of a list. */
const unknown = "${?}";

/** A value as text, with references as `${Name}` or `${Name.Attribute}`. */
export const toText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(toText).join(",");
  if (!isObject(value)) return String(value ?? "");
  const [[name, of] = ["", undefined]] = Object.entries(value);
  if (name === "Ref") return `\${${of}}`;
  if (name === "Fn::GetAtt") return `\${${toList(of).join(".")}}`;
  if (name === "Fn::Join" && Array.isArray(of) && Array.isArray(of[1])) return of[1].map(toText).join(String(of[0]));
  if (name !== "Fn::Sub") return unknown;
  const [text, values] = Array.isArray(of) ? of : [of, {}];
  return String(text).replaceAll(/\$\{([^}!]+)\}/g, (whole, key: string) =>
    isObject(values) && Object.hasOwn(values, key) ? toText(values[key]) : whole,
  );
};

/** Whether a text refers only to resources of the template and to pseudo parameters of CloudFormation. */
export const isKnown = ({ Resources }: Template, text: string): boolean =>
  [...text.matchAll(/\$\{([^.}!]+)[^}]*\}/g)].every(
    ([, name = ""]) => name.startsWith("AWS::") || Object.hasOwn(Resources, name),
  );

/** The resource that a value refers to, directly or by an attribute; undefined for other values. */
export const findResource = (template: Template, value: unknown): Named | undefined => {
  const [, name] = /^\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}$/.exec(toText(value)) ?? [];
  return name === undefined ? undefined : listResources(template).find(({ id }) => id === name);
};

/** The suite's five triggers and their handlers, as in serverless.yml. */
export const triggerHandlers: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(suiteTriggers).map(([trigger, name]) => [
    trigger,
    `src/handlers/${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.handler`,
  ]),
);

const isOfSuite = (resource: unknown): boolean =>
  Object.values(triggerHandlers).includes(toText(getProperty(resource, "Properties", "Handler")));

/** The end of messages about a wrong file. */
export const templateAdvice =
  "Name the file that npm run package writes: .package/<stage>/cloudformation-template-update-stack.json.";

/** @throws SettingsError of one line if the text is not a packaged template of this suite */
export const parseTemplate = (text: string, file: string): Template => {
  const refuse = (reason: string): never => {
    throw new SettingsError(`${file} ${reason}. ${templateAdvice}`);
  };
  let template: unknown;
  try {
    template = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return refuse(`is not JSON (${(error as Error).message.replaceAll(/\s+/g, " ")})`);
  }
  if (!isObject(template) || !isObject(template["Resources"]))
    return refuse("is not a CloudFormation template: it has no Resources");
  const resources = Object.entries(template["Resources"]);
  const untyped = resources.find(([, resource]) => typeof getProperty(resource, "Type") !== "string");
  if (untyped) return refuse(`is not a CloudFormation template: ${untyped[0]} has no Type`);
  if (!resources.some(([, resource]) => isOfSuite(resource))) return refuse("has no functions of this suite");
  return template as Template;
};
