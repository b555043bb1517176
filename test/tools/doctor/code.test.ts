import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import JSZip from "jszip";
import { SettingsError } from "../../../src/runtime/errors.ts";
import { openArtifacts } from "../../../tools/doctor/artifacts.ts";
import { describeMissingHandler, findActions, findVariables } from "../../../tools/doctor/code.ts";
import { client, reads } from "./good-template.ts";

const transaction = (items: string, more = "") => `${client("dynamodb", "TransactWriteItems")}var t=[${items}];${more}`;
const preSignUp = "src/handlers/pre-signup.handler";
const signed = '"AmazonSSM.GetParameter""secretsmanager.GetSecretValue"';

describe("a bundle calls", () => {
  it.each<[string, string, string[], string]>(
    (
      [
        ["the actions of its commands", client("ses", "SendEmail"), ["ses:SendEmail"]],
        ["a repeated action once", client("ses", "SendEmail", "SendEmail"), ["ses:SendEmail"]],
        [
          "the actions of each service",
          client("dynamodb", "GetItem") + client("lambda", "Invoke"),
          ["dynamodb:GetItem", "lambda:InvokeFunction"],
        ],
        ["a transaction's actions", transaction("{Put:a},{Delete:b}"), ["dynamodb:PutItem", "dynamodb:DeleteItem"]],
        ["no check without such settings", transaction("{ConditionCheck:a}", "({unless:r=[]})=>r"), []],
        ["a check", transaction("{ConditionCheck:b}", "x={unless:beside(a)}"), ["dynamodb:ConditionCheckItem"]],
        ["nothing for endpoint discovery", client("dynamodb", "DescribeEndpoints"), []],
        ["nothing that IAM does not know", client("dynamodb", "Error", "Nope"), []],
        ["nothing of a service without its client", client("dynamodb", "AdminGetUser"), []],
        ["nothing if two services have it", client("sns", "TagResource") + client("lambda", "TagResource"), []],
        [
          "an invitation if the settings need it",
          `${client("dynamodb", "GetItem")}invitationOnly:!0`,
          ["dynamodb:GetItem"],
          preSignUp,
        ],
        ["no invitation if they do not", `${client("dynamodb", "GetItem")}invitationOnly:!1`, [], preSignUp],
        ["no secret without a captcha", signed, []],
        ["the parameter of a captcha", `secret:{parameter:"/x"},${signed}`, ["ssm:GetParameter"]],
        ["the secret of a captcha", `secret:{secret:"x"},${signed}`, ["secretsmanager:GetSecretValue"]],
      ] as [string, string, string[], string?][]
    ).map(([what, code, actions, handler = "index.handler"]) => [what, code, actions, handler]),
  )("%s", async (_, code, actions, handler) => {
    expect(await findActions(handler, code)).toEqual(actions);
  });
});

it.each([
  ["the variables that it reads", reads("TABLE_NAME", "MAIL_FROM"), ["TABLE_NAME", "MAIL_FROM"]],
  ["no variables of Lambda", reads("AWS_REGION", "TABLE_NAME"), ["TABLE_NAME"]],
  ["no names in another call", `${reads("STAGE")}xA$(["ELSE"]);y.A$(["ELSE"]);`, ["STAGE"]],
  ["no names that it does not read", 'f(["TABLE_NAME"])', []],
])("a bundle needs %s", (_, code, names) => {
  expect(findVariables(code)).toEqual(names);
});

const files = new Map([
  ["src/one.cjs", "N(x,{createHandler:()=>a,handler:()=>b});"],
  ["two.js", "exports.handler = 1;"],
]);

it.each([
  ["src/one.handler", undefined],
  ["src/one.createHandler", undefined],
  ["./src/one.handler", undefined],
  ["two.handler", undefined],
  ["one.handler", "its package has no one, but src/one.cjs, two.js"],
  ["src/one.cjs.handler", "src/one has no export cjs.handler"],
  ["src/one.handle", "src/one has no export handle"],
  ["handler", "its package has no handler, but src/one.cjs, two.js"],
])("the handler %s is missing: %s", (handler, missing) => {
  expect(describeMissingHandler(handler, files)).toBe(missing);
});

it("a package is read by its name, and is undefined if it does not exist", async () => {
  const folder = mkdtempSync(join(tmpdir(), "artifacts-"));
  const zip = new JSZip().file("src/one.cjs", "code").file("notes.md", "words");
  writeFileSync(join(folder, "one.zip"), await zip.generateAsync({ type: "uint8array" }));
  writeFileSync(join(folder, "broken.zip"), "no zip");
  const read = openArtifacts(folder);
  expect(await read("serverless/x/1/one.zip")).toEqual(new Map([["src/one.cjs", "code"]]));
  expect([await read("gone.zip"), await read("")]).toEqual([undefined, undefined]);
  await expect(read("broken.zip")).rejects.toThrow(SettingsError);
  rmSync(folder, { recursive: true });
});
