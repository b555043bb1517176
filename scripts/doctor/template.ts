export type Properties = Record<string, unknown>;

export type Resource = {
  Type: string;
  Properties?: Properties;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

/** A CloudFormation template in its long form; what a rule does not read may be anything. */
export type Template = {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, { Type?: string; Default?: unknown }>;
  Outputs?: Record<string, { Value?: unknown }>;
  Conditions?: Record<string, unknown>;
  Transform?: unknown;
};

/** A resource with its logical id, and its properties even where it has none. */
export type Named = { id: string; resource: Resource; properties: Properties };

export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** All resources, or those of some types. */
export const resourcesOf = ({ Resources }: Template, ...types: string[]): Named[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));

/** What a value may be once conditions and parameters' defaults are looked through; nothing for AWS::NoValue. */
export const possible = (template: Template, value: unknown): unknown[] => {
  if (value === undefined || !isObject(value)) return value === undefined ? [] : [value];
  const branches = value["Fn::If"];
  if (Array.isArray(branches)) return branches.slice(1).flatMap((branch) => possible(template, branch));
  if (value["Ref"] === "AWS::NoValue") return [];
  const parameter = typeof value["Ref"] === "string" ? template.Parameters?.[value["Ref"]] : undefined;
  return [parameter?.Default ?? value];
};

/** Whether a value is sure to be the wished one, on every branch. */
export const is = (template: Template, value: unknown, wished: unknown): boolean => {
  const values = possible(template, value);
  return values.length > 0 && values.every((one) => one === wished || String(one) === String(wished));
};

/** The texts of a list or of a single text, on any branch. */
export const texts = (template: Template, value: unknown): string[] =>
  possible(template, value)
    .flatMap((one) => (Array.isArray(one) ? one.flatMap((inner) => possible(template, inner)) : [one]))
    .filter((one) => one !== undefined)
    .map((one) => textOf(one));

/** A value at a path, for example `at(properties, "Policies", "PasswordPolicy")`; undefined where there is none. */
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** A value as one text, with what only CloudFormation knows as `${Name}` or `${Name.Attribute}`. */
export const textOf = (value: unknown): string => {
  if (!isObject(value)) return Array.isArray(value) ? value.map(textOf).join(",") : String(value);
  const [[name, of] = ["", undefined]] = Object.entries(value);
  if (name === "Ref") return `\${${of}}`;
  if (name === "Fn::GetAtt") return `\${${(Array.isArray(of) ? of : [of]).map(textOf).join(".")}}`;
  if (name === "Fn::Sub") return subText(of);
  if (name === "Fn::Join" && Array.isArray(of) && Array.isArray(of[1])) return of[1].map(textOf).join(String(of[0]));
  return JSON.stringify(value);
};

const subText = (of: unknown): string => {
  const [text, values] = Array.isArray(of) ? of : [of, {}];
  return String(text).replace(/\$\{([^}!]+)\}/g, (whole, name: string) =>
    isObject(values) && Object.hasOwn(values, name) ? textOf(values[name]) : whole,
  );
};
