import type { z } from "zod";
import { stageSchema } from "../../scripts/stage-schema.ts";
import { leastStage } from "./stage.ts";

type Definition = {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  in?: z.ZodType;
  valueType?: z.ZodType;
};
type Leaf = { path: string[]; required: boolean; names: boolean };

const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;
const wrappers = new Set(["optional", "default", "prefault", "nonoptional"]);

/** Every setting that the schema knows, down to what is no object; `<name>` stands for a name of one's own. */
const leaves = (schema: z.ZodType, path: string[] = [], required = true): Leaf[] => {
  const { type, shape, innerType, in: input, valueType } = definitionOf(schema);
  if (wrappers.has(type) && innerType) return leaves(innerType, path, false);
  if (type === "pipe" && input) return leaves(input, path, required);
  if (shape) return Object.entries(shape).flatMap(([name, child]) => leaves(child, [...path, name]));
  if (type === "record" && valueType) {
    const below = leaves(valueType, [...path, "<name>"]);
    return below.length > 1 ? [{ path, required, names: true }, ...below] : [{ path, required, names: false }];
  }
  return [{ path, required, names: false }];
};

/** One of each kind that has a name of its own, to see what it is filled in with. */
const named = {
  userPool: { customAttributes: { sample: {} }, groups: { sample: {} } },
  clients: { sample: {} },
  resourceServers: { sample: { identifier: "x", scopes: {} } },
  federation: {
    google: { clientId: "x", secret: "x" },
    facebook: { clientId: "x", secret: "x" },
    amazon: { clientId: "x", secret: "x" },
    apple: { servicesId: "x", teamId: "ABCDE12345", keyId: "ABCDE12345", secret: "x" },
    saml: { sample: { metadataUrl: "https://example.com" } },
    oidc: { sample: { clientId: "x", secret: "x", issuer: "https://example.com" } },
  },
};

const at = (settings: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], settings);

/** A value as one would write it in a file. */
const written = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, inner]) => ` ${name}: ${written(inner)}`)
      .join(",")}${Object.keys(value).length > 0 ? " " : ""}}`;
  return String(value);
};

const stages = ["local", "dev", "staging", "prod"];

const filledIn = (further: object): unknown[] =>
  stages.map((stage) => stageSchema(stage).parse({ ...leastStage, ...further }));

const least = filledIn({});
const withNames = filledIn(named);

const defaultOf = ({ path, required, names }: Leaf): string => {
  const sample = path.map((name) => (name === "<name>" ? "sample" : name));
  if (required) return "required";
  if (path.includes("<name>") && at(named, sample) !== undefined) return "—";
  const within = path.includes("<name>") || (path[0] === "federation" && path.length > 2);
  const values = (within ? withNames : least).map((settings) => at(settings, sample));
  const texts = values.map((value) => {
    if (value === undefined) return "—";
    return names ? `{${Object.keys(value as object).map((name) => ` ${name}`)} }`.replace("{ }", "{}") : written(value);
  });
  if (new Set(texts).size === 1) return texts[0] ?? "—";
  return texts.map((text, index) => `${stages[index]} ${text}`).join(" · ");
};

/** What a stage's file may say, each setting with its default. */
export const settingList = (): Array<{ setting: string; otherwise: string }> =>
  leaves(stageSchema("local")).map((leaf) => ({ setting: leaf.path.join("."), otherwise: defaultOf(leaf) }));
