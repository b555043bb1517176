import { describe, expect, it } from "@jest/globals";
import { lineOf } from "../../scripts/doctor/finding.ts";
import { openFindings } from "../../scripts/doctor/open-findings.ts";
import { parseTemplate } from "../../scripts/doctor/parse-template.ts";
import { circlesOf, referencesOf } from "../../scripts/doctor/references.ts";
import { type Template, textOf } from "../../scripts/doctor/template.ts";
import { SettingsError } from "../../src/errors.ts";

const parsed = (value: string) => {
  const text = `Resources:\n  One:\n    Type: AWS::SNS::Topic\n    Properties:\n      Value: ${value}\n`;
  return parseTemplate(text, "t.yml").Resources["One"]?.Properties?.["Value"];
};

/** Ten lines that would be a thousand million. */
const manyTimes = [
  "a0: &a0 [x, x]",
  ...Array.from({ length: 8 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`),
  "Resources: { A: { Type: x, Properties: { y: *a8 } } }",
].join("\n");

describe("a template", () => {
  it.each(["", "\n"])("may begin with a byte order mark: %j", (before) => {
    expect(parseTemplate(`\uFEFF${before}{"Resources":{"A":{"Type":"x"}}}`, "t").Resources).toHaveProperty("A");
  });

  it("may say what nobody can follow, which is found and is no accident", () => {
    const { Resources } = parseTemplate('{"Resources":{"A":{"Type":"x","DependsOn":[null,3],"Condition":{}}}}', "t");
    expect(referencesOf({ Resources }).map(({ to }) => to)).toEqual(["null", "3", "[object Object]"]);
  });

  it.each([
    ["!Ref Two", { Ref: "Two" }],
    ["!GetAtt Two.Arn", { "Fn::GetAtt": ["Two", "Arn"] }],
    ["!GetAtt Two.Outputs.Name", { "Fn::GetAtt": ["Two", "Outputs.Name"] }],
    ["!GetAtt [Two, Arn]", { "Fn::GetAtt": ["Two", "Arn"] }],
    ["!Sub 'x-${Two}'", { "Fn::Sub": "x-${Two}" }],
    ["!Sub ['x-${Two}', { Two: !Ref Three }]", { "Fn::Sub": ["x-${Two}", { Two: { Ref: "Three" } }] }],
    ["!If [Big, !Ref Two, !Ref AWS::NoValue]", { "Fn::If": ["Big", { Ref: "Two" }, { Ref: "AWS::NoValue" }] }],
    ["!Join ['-', [a, !ImportValue b]]", { "Fn::Join": ["-", ["a", { "Fn::ImportValue": "b" }]] }],
    ["{ Fn::Sub: plain }", { "Fn::Sub": "plain" }],
    ["[!Ref Two, 5, true]", [{ Ref: "Two" }, 5, true]],
  ])("in YAML: %s", (text, value) => {
    expect(parsed(text)).toEqual(value);
  });

  it("in YAML repeats what an anchor names", () => {
    expect(parsed("{ a: &two !Ref Two, b: *two }")).toEqual({ a: { Ref: "Two" }, b: { Ref: "Two" } });
  });

  it.each([
    ["", "no CloudFormation template"],
    ["just text", "no CloudFormation template"],
    ["{ }", "no CloudFormation template"],
    ["{ broken", "not JSON"],
    ["a: [1", "neither JSON nor YAML"],
    ['{"Resources":{"A":{}}}', "A has no Type"],
    ["Resources:\n  A: text", "A has no Type"],
    ['{"Resources":{}}', "has no resource"],
    ["Resources: {A: {Type: x}}\n---\nResources: {B: {Type: x}}\n", "neither JSON nor YAML"],
    ["Resources: &all\n  A: { Type: x, Properties: *all }\n", "holds itself"],
    [`{"Resources":{"A":{"Type":"x","Properties":${'{"a":'.repeat(200)}1${"}".repeat(200)}}}}`, "more than 100 deep"],
    [manyTimes, "cannot be read: Excessive alias count"],
    [
      JSON.stringify({
        Resources: Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`R${at}`, { Type: "x" }])),
      }),
      "5001 resources",
    ],
  ])("is refused where it is none: %j", (text, says) => {
    expect(() => parseTemplate(text, "t")).toThrow(SettingsError);
    expect(() => parseTemplate(text, "t")).toThrow(says);
  });
});

it.each([
  [{ Ref: "A" }, "${A}"],
  [{ "Fn::GetAtt": ["A", "Arn"] }, "${A.Arn}"],
  [{ "Fn::GetAtt": "A.Arn" }, "${A.Arn}"],
  [{ "Fn::Sub": "arn:${AWS::Region}" }, "arn:${AWS::Region}"],
  [{ "Fn::Sub": ["${Name}-${Other}", { Name: { Ref: "A" } }] }, "${A}-${Other}"],
  [{ "Fn::Join": [":", ["arn", { Ref: "A" }, { "Fn::Join": ["/", ["b", "c"]] }]] }, "arn:${A}:b/c"],
  [{ "Fn::ImportValue": "x" }, '{"Fn::ImportValue":"x"}'],
  [5, "5"],
])("%j reads %s", (value, text) => {
  expect(textOf(value)).toBe(text);
});

const graph = (edges: Record<string, unknown>): Template => ({
  Resources: Object.fromEntries(Object.entries(edges).map(([id, Value]) => [id, { Type: "X", Properties: { Value } }])),
});

it.each([
  [{ A: { Ref: "B" }, B: 1 }, []],
  [{ A: { Ref: "A" } }, [["A", "A"]]],
  [{ A: { Ref: "B" }, B: { "Fn::GetAtt": ["C", "Arn"] }, C: { "Fn::Sub": "${A}" } }, [["A", "B", "C", "A"]]],
  [{ A: { "Fn::Sub": ["${B}", { B: "x" }] }, B: { Ref: "A" } }, []],
  [{ A: { "Fn::Sub": "${!B}" }, B: { Ref: "A" } }, []],
  [
    { A: [{ Ref: "B" }, { Ref: "C" }], B: { Ref: "A" }, C: { Ref: "A" } },
    [
      ["A", "B", "A"],
      ["A", "C", "A"],
    ],
  ],
])("circles of %j", (edges, circles) => {
  expect(circlesOf(graph(edges))).toEqual(circles);
});

it("says where a reference stands", () => {
  const template = graph({ A: { list: [{ "Fn::If": ["Big", { Ref: "B" }, "x"] }] } });
  template.Outputs = { Out: { Value: { Ref: "A" } } };
  expect(referencesOf(template)).toEqual([
    { from: "A", to: "Big", path: "Value.list[0]", condition: true },
    { from: "A", to: "B", path: "Value.list[0][0]" },
    { from: "output Out", to: "A", path: "Value" },
  ]);
});

describe("explanations", () => {
  const template: Template = { Resources: { A: { Type: "Queue" }, B: { Type: "Queue" }, C: { Type: "Topic" } } };
  const found = (resource: string, rule = "r", wrong = "it is open.") => ({ rule, resource, wrong, fix: "close it." });
  const reason = "because";

  it.each([
    ["of a type", { rule: "r", type: "Queue", reason }, ["C"]],
    ["of one resource", { rule: "r", type: "Queue", resource: /^A$/, reason }, ["B", "C"]],
    ["of what is said", { rule: "r", type: "Queue", says: /open/, reason }, ["C"]],
    ["of production", { rule: "r", type: "Queue", production: true, reason }, ["C"]],
    ["of development", { rule: "r", type: "Queue", production: false, reason }, ["A", "B", "C"]],
    ["of a type that the template lacks", { rule: "r", type: "Bucket", reason }, ["A", "B", "C"]],
    ["of another rule", { rule: "q", type: "Queue", reason }, ["A", "B", "C", "scripts/doctor/explained.ts"]],
    [
      "that says otherwise",
      { rule: "r", type: "Queue", says: /shut/, reason },
      ["A", "B", "C", "scripts/doctor/explained.ts"],
    ],
  ])("%s", (_, one, left) => {
    const open = openFindings(template, [found("A"), found("B"), found("C")], true, [one]);
    expect(open.map(({ resource }) => resource)).toEqual(left);
  });
});

it("writes a finding as one line", () => {
  const finding = { rule: "pool-case", resource: "Pool", wrong: "two users.", fix: "set it." };
  expect(lineOf(finding)).toBe("Pool: two users. Fix: set it. (pool-case)");
  expect(lineOf({ ...finding, resource: "Po\nol\u001b[31m" })).toBe(
    "Po\\nol\\u001b[31m: two users. Fix: set it. (pool-case)",
  );
  expect(lineOf({ ...finding, note: true })).toBe("Note: Pool: two users. Fix: set it. (pool-case)");
});
