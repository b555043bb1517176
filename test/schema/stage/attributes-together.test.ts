import { describe, expect, it } from "@jest/globals";
import { itRefuses } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };
const google = { clientId: "123", secret: "suite/google" };

itRefuses([
  [
    "a missing attribute that the suite copies",
    { userPool: { customAttributes: {} } },
    "userPool.customAttributes.agentName: missing: suite.config.ts uses custom:agentName",
  ],
  [
    "a client that writes an attribute with writableBy: nobody",
    {
      userPool: { customAttributes: { agentName: {}, role: { writableBy: "nobody" } } },
      ...web({ writeAttributes: ["email", "custom:role"] }),
    },
    "clients.web.writeAttributes: custom:role is writableBy: nobody: remove it",
  ],
  [
    "a client that reads an attribute with readableBy: nobody",
    {
      userPool: { customAttributes: { agentName: {}, note: { readableBy: "nobody" } } },
      ...web({ readAttributes: ["custom:note"] }),
    },
    "clients.web.readAttributes: custom:note is readableBy: nobody: remove it",
  ],
  [
    "a client that writes email_verified",
    web({ writeAttributes: ["email", "email_verified"] }),
    "clients.web.writeAttributes: only Cognito writes email_verified: remove it",
  ],
  [
    "a required attribute that a client cannot write",
    { userPool: { requiredAttributes: ["birthdate"] }, ...web({ writeAttributes: ["email"] }) },
    "clients.web.writeAttributes: lacks attributes that sign-up writes: add birthdate",
  ],
  [
    "a mapped attribute that is immutable",
    {
      userPool: { customAttributes: { agentName: { mutable: false } } },
      federation: { google: { ...google, attributes: { "custom:agentName": "name" } } },
      ...web(back),
    },
    "federation.google.attributes.custom:agentName: is written at every sign-in, which mutable:",
  ],
  [
    "a mapped attribute with writableBy: nobody",
    {
      userPool: { customAttributes: { agentName: {}, tenant: { writableBy: "nobody" } } },
      federation: { google: { ...google, attributes: { "custom:tenant": "hd" } } },
      ...web(back),
    },
    "federation.google.attributes.custom:tenant: is written at every sign-in, which writableBy:",
  ],
  [
    "a required attribute that the provider does not map",
    { userPool: { requiredAttributes: ["birthdate"] }, federation: { google }, ...web(back) },
    "federation.google.attributes: the pool requires birthdate, and Cognito refuses users without it: map it",
  ],
]);

it("refuses a trusted provider that does not map email_verified", () => {
  const suite = suiteWith({ linking: { trustedProviders: ["Facebook"] } });
  expect(stageProblems({ federation: { facebook: google }, ...web(back) }, "prod", suite)).toEqual([
    "config/prod.yml: federation.facebook.attributes: suite.config.ts trusts the email addresses of this provider: map email_verified",
  ]);
});

describe("a claim from an attribute", () => {
  const suite = suiteWith({
    profile: { attributes: ["custom:department"] },
    claims: [{ name: "department", from: { attribute: "custom:department" }, tokens: ["access"] }],
    tokens: { readOnlyAttributes: ["custom:department"] },
  });
  const pool = (department: object) => ({ userPool: { customAttributes: { department } } });
  const nobody = pool({ writableBy: "nobody" });
  const mapping = { ...google, attributes: { "custom:department": "department" } };

  it.each<[string, object, string[]]>([
    ["that no app client writes", nobody, []],
    [
      "that app clients write",
      pool({}),
      ["userPool.customAttributes.department: suite.config.ts makes claims of it, so no app client may write it: set"],
    ],
    [
      "that the pool lacks",
      { userPool: { customAttributes: {} } },
      ["userPool.customAttributes.department: missing: suite.config.ts uses custom:department"],
    ],
    [
      "that is misspelled in the pool",
      { userPool: { customAttributes: { departement: {} } } },
      ['missing: suite.config.ts uses custom:department; did you mean "departement"?'],
    ],
    ["of an existing pool", { userPool: { existing: "eu-west-1_AbCdEfGhI", appClientIds: ["1example23456789"] } }, []],
    [
      "that an app client lists",
      { ...nobody, ...web({ writeAttributes: ["email", "custom:department"] }) },
      ["custom:department is writableBy: nobody: remove it"],
    ],
    [
      "that a provider maps",
      { ...nobody, ...web(back), federation: { google: mapping } },
      ["federation.google.attributes.custom:department: is written at every sign-in, which writableBy: nobody forbids"],
    ],
  ])("%s", (_, stage, problems) => {
    expect(stageProblems(stage, "prod", suite)).toEqual(problems.map((text) => expect.stringContaining(text)));
  });
});
