import { describe, expect, it } from "@jest/globals";
import { SettingsError } from "../../../src/runtime/errors.ts";
import { parseTemplate, toText } from "../../../tools/doctor/template.ts";
import { goodTemplate } from "./good-template.ts";

describe("a template", () => {
  it.each(["", "\uFEFF"])("is read after %j", (before) => {
    expect(parseTemplate(before + JSON.stringify(goodTemplate()), "t.json")).toEqual(goodTemplate());
  });

  const foreign = { Type: "AWS::Serverless::Function", Properties: { Handler: "src/handlers/create.handler" } };

  it.each([
    ["", "t.json is not JSON"],
    ["service: cognito-trigger-suite\nfunctions: {}", "t.json is not JSON"],
    ["{ broken", "t.json is not JSON"],
    ["[]", "it has no Resources"],
    ['{"Resources":[]}', "it has no Resources"],
    ['{"Resources":{"A":{}}}', "A has no Type"],
    ['{"Resources":{"A":"text"}}', "A has no Type"],
    ['{"Resources":{}}', "t.json has no functions of this suite"],
    [JSON.stringify({ Transform: "AWS::Serverless-2016-10-31", Resources: { foreign } }), "no functions of this suite"],
  ])("is refused in one line that names the right file: %.60j", (text, says) => {
    const parsed = () => parseTemplate(text, "t.json");
    expect(parsed).toThrow(SettingsError);
    expect(parsed).toThrow(says);
    expect(parsed).toThrow(/^[^\n]+Name the file that npm run package writes: \.package\/<stage>\/[\w.-]+$/);
  });
});

it.each([
  [{ Ref: "A" }, "${A}"],
  [{ "Fn::GetAtt": ["A", "Arn"] }, "${A.Arn}"],
  [{ "Fn::GetAtt": "A.Arn" }, "${A.Arn}"],
  [{ "Fn::Sub": "arn:${AWS::Region}" }, "arn:${AWS::Region}"],
  [{ "Fn::Sub": ["${Name}-${Other}", { Name: { Ref: "A" } }] }, "${A}-${Other}"],
  [{ "Fn::Join": [":", ["arn", { Ref: "A" }, { "Fn::Join": ["/", ["b", "c"]] }]] }, "arn:${A}:b/c"],
  [{ "Fn::ImportValue": "x" }, "${?}"],
  [{ "Fn::Join": ["-", ["a", { "Fn::Select": [0, ["b"]] }]] }, "a-${?}"],
  [["a", { Ref: "B" }], "a,${B}"],
  [5, "5"],
  [undefined, ""],
])("turns %j into %s", (value, text) => {
  expect(toText(value)).toBe(text);
});
