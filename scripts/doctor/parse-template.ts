import { isScalar, Pair, parseDocument, Scalar, visit, YAMLMap } from "yaml";
import { SettingsError } from "../../src/errors.ts";
import { isObject, type Template } from "./template.ts";

/** Far above what CloudFormation takes, and low enough to look at. */
const most = { resources: 5_000, depth: 100 };

const isDeep = (value: unknown, left: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)));

/** A template's text, JSON or YAML with or without `!Ref` and its like. @throws SettingsError when it is no template */
export const parseTemplate = (given: string, file: string): Template => {
  const text = given.replace(/^\uFEFF/, "");
  const template = text.trimStart().startsWith("{") ? parseJson(text, file) : parseYaml(text, file);
  if (!isObject(template) || !isObject(template["Resources"]))
    throw new SettingsError(`${file} is no CloudFormation template: it has no Resources.`);
  const resources = Object.entries(template["Resources"]);
  if (resources.length === 0)
    throw new SettingsError(`${file} has no resource, and CloudFormation takes no such template.`);
  if (resources.length > most.resources)
    throw new SettingsError(
      `${file} has ${resources.length} resources, and CloudFormation takes 500: split the stack.`,
    );
  if (isDeep(template, most.depth))
    throw new SettingsError(`${file} is nested more than ${most.depth} deep, or holds itself: write it out flat.`);
  for (const [id, resource] of resources)
    if (!isObject(resource) || typeof resource["Type"] !== "string")
      throw new SettingsError(`${file}: ${id} has no Type, so it is no resource.`);
  return template as Template;
};

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`${file} is not JSON: ${(error as Error).message}`);
  }
};

const parseYaml = (text: string, file: string): unknown => {
  const document = parseDocument(text, { merge: true, logLevel: "error" });
  const [problem] = document.errors;
  if (problem) throw new SettingsError(`${file} is neither JSON nor YAML: ${problem.message.split("\n")[0]}`);
  visit(document, {
    Node: (_, node) => {
      const tag = "tag" in node ? node.tag : undefined;
      if (!tag?.startsWith("!") || !("tag" in node)) return undefined;
      const inner = node as Scalar | YAMLMap;
      const long = new YAMLMap();
      if (inner.anchor) long.anchor = inner.anchor;
      delete inner.tag;
      delete inner.anchor;
      long.add(
        new Pair(new Scalar(longName(tag.slice(1))), tag === "!GetAtt" ? document.createNode(attribute(inner)) : inner),
      );
      return long;
    },
  });
  try {
    return document.toJS();
  } catch (error) {
    throw new SettingsError(`${file} cannot be read: ${(error as Error).message}`);
  }
};

const longName = (name: string): string => (["Ref", "Condition"].includes(name) ? name : `Fn::${name}`);

/** `!GetAtt Name.Attribute` as CloudFormation's list of two. */
const attribute = (node: Scalar | YAMLMap): unknown => {
  if (!isScalar(node)) return node.toJSON();
  const [name, ...rest] = String(node.value).split(".");
  return [name, rest.join(".")];
};
