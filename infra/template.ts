import type { StageSettings } from "../schema/read.ts";
import type { Suite } from "../src/settings/suite.ts";

export type Resource = {
  Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
};

export type Output = { Value: unknown; Description?: string };

/** A part of a CloudFormation template. */
export type Template = { Resources: Record<string, Resource>; Outputs?: Record<string, Output> };

/** Creates the resources of one subject; none if the settings need none. */
export type TemplatePart = (settings: StageSettings, suite: Suite) => Template;

export const emptyTemplate: Template = { Resources: {} };

const mergeNamed = <Value>(kind: string, parts: ReadonlyArray<Record<string, Value>>): Record<string, Value> => {
  const entries = parts.flatMap((part) => Object.entries(part));
  const names = entries.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new Error(`Two parts of infra/ create the ${kind} ${repeated}: rename one.`);
  return Object.fromEntries(entries);
};

/** @throws Error if two templates have a resource or an output of the same name */
export const mergeTemplates = (templates: readonly Template[]): Required<Template> => ({
  Resources: mergeNamed(
    "resource",
    templates.map(({ Resources }) => Resources),
  ),
  Outputs: mergeNamed(
    "output",
    templates.map(({ Outputs = {} }) => Outputs),
  ),
});

export const substitute = (text: string): unknown => ({ "Fn::Sub": text });
export const refTo = (name: string): unknown => ({ Ref: name });
export const arnOf = (name: string): unknown => ({ "Fn::GetAtt": [name, "Arn"] });

/** With `retain`, only a failed first deployment deletes the resource, because the next one could not create it. */
export const newRetentionPolicies = (retain: boolean): Pick<Resource, "DeletionPolicy" | "UpdateReplacePolicy"> => ({
  DeletionPolicy: retain ? "RetainExceptOnCreate" : "Delete",
  UpdateReplacePolicy: retain ? "Retain" : "Delete",
});
