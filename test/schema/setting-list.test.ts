import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { schemaAt, settingsOf } from "../../schema/setting-list.ts";

const text = z.string().describe("words");

describe("a setting", () => {
  it.each<[string, z.ZodType, string, string | null | undefined]>([
    ["required", text, "string", undefined],
    ["optional", text.optional(), "string", null],
    ["optional, but not undefined", text.exactOptional(), "string", null],
    ["with a default", text.default("x"), "string", "x"],
    ["with a default in its metadata", text.exactOptional().meta({ default: ["a", "b"] }), "string", "[a, b]"],
    [
      "with an object as its default",
      z.record(z.string(), z.string()).default({ a: "b" }).describe("words"),
      "object",
      "{ a: b }",
    ],
    ["with an empty default", z.record(z.string(), z.string()).default({}).describe("words"), "object", "{}"],
    ["with a transform", text.transform(({ length }) => length).optional(), "string", null],
    ["that is an enum", z.enum(["a", "b"]).describe("words"), "`a`, `b`", undefined],
    ["that is a list of enum values", z.array(z.enum(["a", "b"])).describe("words"), "list of `a`, `b`", undefined],
    ["that is a union", z.union([text, z.array(text)]).describe("words"), "string or list of strings", undefined],
    ["within bounds", z.int().min(1).max(9).describe("words"), "1 to 9", undefined],
    ["with one bound", z.int().min(1).describe("words"), "number", undefined],
    ["that is a boolean", z.boolean().describe("words"), "boolean", undefined],
    ["that is false or a string", z.literal(false).or(text).describe("words"), "`false` or string", undefined],
  ])("%s", (_, schema, value, otherwise) => {
    expect(settingsOf(z.object({ one: schema }))).toEqual([
      { path: "one", value, description: "words", default: otherwise, later: "yes" },
    ]);
  });

  it("has its own description, and the metadata of its type", () => {
    const kind = z.string().meta({ description: "kind", later: "no" });
    expect(settingsOf(z.object({ one: kind.describe("one"), two: kind.optional() }))).toMatchObject([
      { description: "one", later: "no" },
      { description: "kind", later: "no" },
    ]);
  });
});

describe("settings are listed", () => {
  const pathsOf = (schema: z.ZodType) => settingsOf(schema).map(({ path, default: otherwise }) => [path, otherwise]);

  it.each<[string, z.ZodType, unknown[][]]>([
    ["within an object", z.object({ a: z.object({ b: text }) }), [["a.b", undefined]]],
    [
      "not within an object with its own description",
      z.object({ a: z.object({ b: text }).describe("a") }),
      [["a", undefined]],
    ],
    ["within a list", z.object({ a: z.array(z.object({ b: text })) }), [["a[].b", undefined]]],
    [
      "within a record, with its default names",
      z.object({
        a: z
          .record(z.string(), z.object({ b: text }))
          .prefault({ x: { b: "" }, y: { b: "" } })
          .describe("a"),
      }),
      [
        ["a", "{ x, y }"],
        ["a.<name>.b", undefined],
      ],
    ],
    [
      "within an object with required and other names",
      z.object({
        a: z
          .object({ x: z.object({ b: text }) })
          .catchall(z.object({ b: text }))
          .describe("a"),
      }),
      [
        ["a", undefined],
        ["a.<name>.b", undefined],
      ],
    ],
    ["within false or an object", z.object({ a: z.literal(false).or(z.object({ b: text })) }), [["a.b", undefined]]],
    ["without a description", z.object({ a: z.string() }), [["a", undefined]]],
  ])("%s", (_, schema, paths) => {
    expect(pathsOf(schema)).toEqual(paths);
  });
});

it.each<[string[], string | undefined]>([
  [["list", "0", "a"], "string"],
  [["named", "any", "b"], "boolean"],
  [["named", "any", "c"], undefined],
  [["gone", "a"], undefined],
])("finds the schema at %j", (path, kind) => {
  const schema = z.object({
    list: z.array(z.object({ a: z.string().optional() })).default([]),
    named: z.record(z.string(), z.object({ b: z.boolean() }).prefault({ b: true })),
  });
  expect(schemaAt(schema, path)?._zod.def.type).toBe(kind);
});
