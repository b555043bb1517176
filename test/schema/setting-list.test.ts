import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { schemaAt, settingsOf } from "../../schema/setting-list.ts";

const told = z.string().describe("words");

describe("a setting", () => {
  it.each<[string, z.ZodType, string, string | null | undefined]>([
    ["required", told, "string", undefined],
    ["optional", told.optional(), "string", null],
    ["optional, and not undefined", told.exactOptional(), "string", null],
    ["with a default", told.default("x"), "string", "x"],
    ["with a default that it states", told.exactOptional().meta({ default: ["a", "b"] }), "string", "[a, b]"],
    [
      "with a default of parts",
      z.record(z.string(), z.string()).default({ a: "b" }).describe("words"),
      "object",
      "{ a: b }",
    ],
    ["with an empty default", z.record(z.string(), z.string()).default({}).describe("words"), "object", "{}"],
    ["that is changed when it is read", told.transform((text) => text.length).optional(), "string", null],
    ["that is one of some", z.enum(["a", "b"]).describe("words"), "`a`, `b`", undefined],
    ["that is a list of some", z.array(z.enum(["a", "b"])).describe("words"), "list of `a`, `b`", undefined],
    ["that is one or many", z.union([told, z.array(told)]).describe("words"), "string or list of strings", undefined],
    ["within bounds", z.int().min(1).max(9).describe("words"), "1 to 9", undefined],
    ["without bounds", z.int().min(1).describe("words"), "number", undefined],
    ["that is true or false", z.boolean().describe("words"), "boolean", undefined],
    ["that is off or on", z.literal(false).or(told).describe("words"), "`false` or string", undefined],
  ])("%s", (_, schema, value, otherwise) => {
    expect(settingsOf(z.object({ one: schema }))).toEqual([
      { path: "one", value, description: "words", default: otherwise, later: "yes" },
    ]);
  });

  it("has the words nearest to it, and what is said of its kind", () => {
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
    ["within an object", z.object({ a: z.object({ b: told }) }), [["a.b", undefined]]],
    [
      "not within an object with words of its own",
      z.object({ a: z.object({ b: told }).describe("a") }),
      [["a", undefined]],
    ],
    ["within a list", z.object({ a: z.array(z.object({ b: told })) }), [["a[].b", undefined]]],
    [
      "within names of one's own, with the names that are there by default",
      z.object({
        a: z
          .record(z.string(), z.object({ b: told }))
          .prefault({ x: { b: "" }, y: { b: "" } })
          .describe("a"),
      }),
      [
        ["a", "{ x, y }"],
        ["a.<name>.b", undefined],
      ],
    ],
    [
      "within names of which some have to be there",
      z.object({
        a: z
          .object({ x: z.object({ b: told }) })
          .catchall(z.object({ b: told }))
          .describe("a"),
      }),
      [
        ["a", undefined],
        ["a.<name>.b", undefined],
      ],
    ],
    ["within what may be off", z.object({ a: z.literal(false).or(z.object({ b: told })) }), [["a.b", undefined]]],
    ["without words", z.object({ a: z.string() }), [["a", undefined]]],
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
