import { z } from "zod";

type Schema = z.core.$ZodType;

/** A setting for the documentation. `default` is undefined for a required setting, and null if there is none. */
export type Setting = {
  path: string;
  value: string;
  description: string;
  default: string | null | undefined;
  later: string;
};

/** A schema and the schemas that it wraps, outermost first: optional, default, transform and so on. */
const layersOf = (schema: Schema): Schema[] => {
  const inner = schema instanceof z.ZodPipe ? schema.in : (schema._zod.def as { innerType?: Schema }).innerType;
  return inner ? [schema, ...layersOf(inner)] : [schema];
};

const coreOf = (schema: Schema): Schema => layersOf(schema).at(-1) ?? schema;

/** The schema of values under names that the author chooses, such as a brand's. */
const valueSchemaOf = (core: Schema): Schema | undefined => {
  if (core instanceof z.ZodRecord) return core.valueType;
  const rest = core instanceof z.ZodObject ? core.def.catchall : undefined;
  return rest instanceof z.ZodNever ? undefined : rest;
};

/** The schema at this path, unwrapped. */
export const schemaAt = (schema: Schema, path: readonly PropertyKey[]): Schema | undefined => {
  const core = coreOf(schema);
  const [key, ...rest] = path;
  if (key === undefined) return core;
  const child = core instanceof z.ZodObject ? core.shape[String(key)] : core instanceof z.ZodArray && core.element;
  const next = child || valueSchemaOf(core);
  return next && schemaAt(next, rest);
};

const childrenOf = (core: Schema): Array<[string, Schema]> => {
  const named = valueSchemaOf(core);
  if (named) return [[".<name>", named]];
  if (core instanceof z.ZodArray) return [["[]", core.element]];
  if (core instanceof z.ZodUnion) return core.options.flatMap((option) => childrenOf(coreOf(option)));
  return core instanceof z.ZodObject ? Object.entries(core.shape).map(([name, child]) => [`.${name}`, child]) : [];
};

/** The allowed values, in a few words. */
const kindOf = (schema: Schema): string => {
  const core = coreOf(schema);
  if (core instanceof z.ZodEnum) return core.options.map((word) => `\`${word}\``).join(", ");
  if (core instanceof z.ZodLiteral) return `\`${core.value}\``;
  if (core instanceof z.ZodBoolean) return "boolean";
  if (core instanceof z.ZodNumber)
    return (core.maxValue ?? Infinity) < Number.MAX_SAFE_INTEGER ? `${core.minValue} to ${core.maxValue}` : "number";
  if (core instanceof z.ZodArray) return `list of ${kindOf(core.element).replace(/^\w+$/, "$&s")}`;
  if (core instanceof z.ZodUnion) return [...new Set(core.options.map(kindOf))].join(" or ");
  if (core instanceof z.ZodCustom) return "any";
  return core instanceof z.ZodObject || core instanceof z.ZodRecord ? "object" : "string";
};

const formatYaml = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(formatYaml).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([name, inner]) => ` ${name}: ${formatYaml(inner)}`);
  return entries.length > 0 ? `{${entries} }` : "{}";
};

/** The default; for a record of settings, only its names. */
const defaultOf = (schema: Schema, given: unknown, hasRows: boolean): Setting["default"] => {
  const wrapper = layersOf(schema).find((layer) => layer instanceof z.ZodDefault || layer instanceof z.ZodPrefault);
  const value = given ?? wrapper?.def.defaultValue;
  if (value === undefined) return schema._zod.optin ? null : undefined;
  const names = hasRows ? Object.keys(Object(value)) : [];
  return names.length > 0 ? `{ ${names.join(", ")} }` : formatYaml(value);
};

/**
 * All settings with a description, and those that no description covers. A description covers everything within its
 * object or list; within a record, `<name>` stands for a name.
 */
export const settingsOf = (schema: Schema, path = "", covered = false): Setting[] => {
  const core = coreOf(schema);
  const meta = Object.assign(
    {},
    ...layersOf(schema)
      .map((layer) => z.globalRegistry.get(layer))
      .reverse(),
  );
  const described = meta.description !== undefined;
  const children = described && !valueSchemaOf(core) ? [] : childrenOf(core);
  const rows = children.flatMap(([key, child]) => settingsOf(child, `${path}${key}`, described || covered));
  if (!described && (covered || children.length > 0)) return rows;
  const { description = "", later = "yes" } = meta;
  const otherwise = defaultOf(schema, meta.default, rows.length > 0);
  return [{ path: path.slice(1), value: kindOf(core), description, default: otherwise, later }, ...rows];
};
