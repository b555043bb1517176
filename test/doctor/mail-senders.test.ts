import { describe, expect, it } from "@jest/globals";
import { findingsOf } from "../../scripts/doctor/finding.ts";
import { mailSenderRules } from "../../scripts/doctor/rules/mail-senders.ts";
import type { Properties, Template } from "../../scripts/doctor/template.ts";

const identity = "arn:aws:ses:eu-west-1:123456789012:identity/good.internal";

const templateWith = (condition: Properties, from: unknown): Template => ({
  Parameters: { From: { Type: "String" } },
  Resources: {
    Mailer: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
        Code: { S3Key: "mailer.zip" },
        Environment: { Variables: { MAIL_FROM: from } },
      },
    },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        Policies: [
          {
            PolicyDocument: {
              Statement: [
                { Effect: "Allow", Action: "ses:SendEmail", Resource: identity, Condition: condition },
                {
                  Effect: "Allow",
                  Action: "ses:SendEmail",
                  Resource: identity.replace(/identity.*/, "configuration-set/x"),
                },
              ],
            },
          },
        ],
      },
    },
  },
});

const wrongOf = async (condition: Properties, from: unknown, code = ""): Promise<string> => {
  const artifacts = async () => new Map([["index.cjs", code]]);
  const checked = { template: templateWith(condition, from), bytes: 1, production: true, artifacts };
  return (await findingsOf(mailSenderRules, checked)).map(({ rule, wrong }) => `${rule}: ${wrong}`).join("\n");
};

const from = (...values: unknown[]) => ({ "ses:FromAddress": values });

describe("a sender is within its condition", () => {
  it.each<[string, Properties, unknown, string?]>([
    ["as it is written", { StringEquals: from("a@good.internal") }, "Good <a@good.internal>"],
    ["without a list", { StringEquals: { "ses:FromAddress": "a@good.internal" } }, "a@good.internal"],
    ["whatever its case", { StringEqualsIgnoreCase: from("A@good.internal") }, "a@Good.internal"],
    ["by a pattern", { StringLike: from("a+*@good.internal") }, "a+b@good.internal"],
    ["by the other of two patterns", { StringLike: from("x", "?@good.internal") }, "a@good.internal"],
    ["as a parameter", { StringEquals: from({ Ref: "From" }) }, "a@good.internal"],
    ["where only the deployment knows it", { StringEquals: from("a@good.internal") }, { Ref: "From" }],
    [
      "with a brand's",
      { StringEquals: from("a@good.internal", "b@good.internal") },
      "a@good.internal",
      'sender:"B <b@good.internal>"',
    ],
    [
      "with what is no brand's",
      { StringEquals: from("a@good.internal") },
      "a@good.internal",
      'sender:"nobody",senders:"c@c.dev"',
    ],
  ])("%s", async (_, condition, sender, code = "") => {
    expect(await wrongOf(condition, sender, code)).toBe("");
  });
});

describe("a sender is not within its condition", () => {
  it.each<[string, Properties, unknown, string?]>([
    ["in another case", { StringEquals: from("A@good.internal") }, "a@good.internal"],
    ["by a pattern with a point", { StringLike: from("a@good.intern.l") }, "a@good.internal"],
    ["a brand's", { StringEquals: from("b@good.internal") }, "b@good.internal", 'sender:"A <a@good.internal>"'],
    [
      "a brand's in single quotes",
      { StringEquals: from("b@good.internal") },
      "b@good.internal",
      `sender:'"A, Ltd" <a@good.internal>'`,
    ],
    [
      "a brand's with a quote in its name",
      { StringEquals: from("b@good.internal") },
      "b@good.internal",
      'sender: "\\"A\\" <a@good.internal>"',
    ],
    [
      "a brand's in a template",
      { StringEquals: from("b@good.internal") },
      "b@good.internal",
      "sender:`a@good.internal`",
    ],
  ])("%s", async (_, condition, sender, code = "") => {
    expect(await wrongOf(condition, sender, code)).toMatch(/^mail-from: it sends mail from a@good\.internal, /);
  });
});

it("says once of an example's address that it is one", async () => {
  const found = await wrongOf({ StringEquals: from("a@a.test") }, "a@a.test", 'sender:"B <a@a.test>"');
  expect(found).toMatch(/^mail-placeholder: mails come from a@a\.test, .+$/);
});
