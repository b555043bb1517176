import { SettingsError } from "../../src/runtime/errors.ts";

export type Properties = Record<string, unknown>;

export type Resource = {
  Type: string;
  Properties?: Properties;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

/** A packaged CloudFormation template; what a rule does not read may be anything. */
export type Template = { Resources: Record<string, Resource>; Outputs?: Record<string, unknown> };

/** A resource with its logical id, and with properties even if it has none. */
export type Named = { id: string; resource: Resource; properties: Properties };

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value, a list of values or nothing as a list. */
export const listOf = (value: unknown): unknown[] => [value ?? []].flat();

/** A value at a path, such as `at(properties, "Policies", "PasswordPolicy")`; undefined if there is none. */
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** All resources, or those of some types. */
export const resourcesOf = ({ Resources }: Template, ...types: string[]): Named[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));

/** For a value that is known at the deployment: an import, a condition, a part of a list. */
const unknown = "${?}";

/** A value as one text; a reference stands in it as `${Name}` or `${Name.Attribute}`. */
export const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (!isObject(value)) return String(value ?? "");
  const [[name, of] = ["", undefined]] = Object.entries(value);
  if (name === "Ref") return `\${${of}}`;
  if (name === "Fn::GetAtt") return `\${${listOf(of).join(".")}}`;
  if (name === "Fn::Join" && Array.isArray(of) && Array.isArray(of[1])) return of[1].map(textOf).join(String(of[0]));
  if (name !== "Fn::Sub") return unknown;
  const [text, values] = Array.isArray(of) ? of : [of, {}];
  return String(text).replaceAll(/\$\{([^}!]+)\}/g, (whole, key: string) =>
    isObject(values) && Object.hasOwn(values, key) ? textOf(values[key]) : whole,
  );
};

/** Whether a text refers to nothing but resources of the template and to what CloudFormation itself knows. */
export const isKnown = ({ Resources }: Template, text: string): boolean =>
  [...text.matchAll(/\$\{([^.}!]+)[^}]*\}/g)].every(
    ([, name = ""]) => name.startsWith("AWS::") || Object.hasOwn(Resources, name),
  );

/** The resource that a text refers to, by itself or by an attribute; undefined for other texts. */
export const resourceOf = (template: Template, value: unknown): Named | undefined => {
  const [, name] = /^\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}$/.exec(textOf(value)) ?? [];
  return name === undefined ? undefined : resourcesOf(template).find(({ id }) => id === name);
};

/** The suite's five triggers, each with the handler that answers it, as serverless.yml has them. */
export const triggerHandlers: Readonly<Record<string, string>> = {
  PreSignUp: "src/handlers/pre-signup.handler",
  CustomMessage: "src/handlers/custom-message.handler",
  PostConfirmation: "src/handlers/post-confirmation.handler",
  PreTokenGeneration: "src/handlers/pre-token-generation.handler",
  PostAuthentication: "src/handlers/post-authentication.handler",
};

const isOfSuite = (resource: unknown): boolean =>
  Object.values(triggerHandlers).includes(textOf(at(resource, "Properties", "Handler")));

/** What to give in place of a file that is not a template of this suite. */
export const whereToGet =
  "Give the one that npm run package writes: .package/<stage>/cloudformation-template-update-stack.json.";

/** The template in a file's text. @throws SettingsError, of one line, if it is not a packaged template of this suite */
export const parseTemplate = (text: string, file: string): Template => {
  const refuse = (reason: string): never => {
    throw new SettingsError(`${file} ${reason}. ${whereToGet}`);
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
  const untyped = resources.find(([, resource]) => typeof at(resource, "Type") !== "string");
  if (untyped) return refuse(`is not a CloudFormation template: ${untyped[0]} has no Type`);
  if (!resources.some(([, resource]) => isOfSuite(resource))) return refuse("has no functions of this suite");
  return template as Template;
};
