import { describe, expect, it } from "@jest/globals";
import { itRefuses } from "../../support/refuses.ts";
import { stageProblems } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

const web = (changes: object) => ({ clients: { web: changes } });
const back = { callbackUrls: ["https://app.example.com/"] };
const google = { clientId: "123", secret: "suite/google" };

itRefuses([
  [
    "an attribute that the suite copies and the pool lacks",
    { userPool: { customAttributes: {} } },
    "userPool.customAttributes.agentName: missing: suite.config.ts uses custom:agentName",
  ],
  [
    "writing what is nobody's",
    {
      userPool: { customAttributes: { agentName: {}, role: { writableBy: "nobody" } } },
      ...web({ writeAttributes: ["email", "custom:role"] }),
    },
    "clients.web.writeAttributes: custom:role is writableBy: nobody: remove it",
  ],
  [
    "reading what is nobody's",
    {
      userPool: { customAttributes: { agentName: {}, note: { readableBy: "nobody" } } },
      ...web({ readAttributes: ["custom:note"] }),
    },
    "clients.web.readAttributes: custom:note is readableBy: nobody: remove it",
  ],
  [
    "writing that an address is verified",
    web({ writeAttributes: ["email", "email_verified"] }),
    "clients.web.writeAttributes: only Cognito writes email_verified: remove it",
  ],
  [
    "a required attribute that cannot be written",
    { userPool: { requiredAttributes: ["birthdate"] }, ...web({ writeAttributes: ["email"] }) },
    "clients.web.writeAttributes: lacks attributes that sign-up writes: add birthdate",
  ],
  [
    "a mapped attribute that cannot change",
    {
      userPool: { customAttributes: { agentName: { mutable: false } } },
      federation: { google: { ...google, attributes: { "custom:agentName": "name" } } },
      ...web(back),
    },
    "federation.google.attributes.custom:agentName: is written at every sign-in, which mutable:",
  ],
  [
    "what is nobody's to write, and a provider would have people write",
    {
      userPool: { customAttributes: { agentName: {}, tenant: { writableBy: "nobody" } } },
      federation: { google: { ...google, attributes: { "custom:tenant": "hd" } } },
      ...web(back),
    },
    "federation.google.attributes.custom:tenant: is written at every sign-in, which writableBy:",
  ],
  [
    "a required attribute that the provider does not bring",
    { userPool: { requiredAttributes: ["birthdate"] }, federation: { google }, ...web(back) },
    "federation.google.attributes: the pool requires birthdate, and Cognito refuses users without it: map it",
  ],
]);

it("refuses a trusted provider whose addresses are not known to be verified", () => {
  const suite = suiteWith({ linking: { trustedProviders: ["Facebook"] } });
  expect(stageProblems({ federation: { facebook: google }, ...web(back) }, "prod", suite)).toEqual([
    "config/prod.yml: federation.facebook.attributes: suite.config.ts trusts the email addresses of this provider: map email_verified",
  ]);
});

describe("a claim of an attribute", () => {
  const suite = suiteWith({
    profile: { attributes: ["custom:department"] },
    claims: [{ name: "department", from: { attribute: "custom:department" }, tokens: ["access"] }],
    tokens: { readOnlyAttributes: ["custom:department"] },
  });
  const pool = (department: object) => ({ userPool: { customAttributes: { department } } });
  const nobody = pool({ writableBy: "nobody" });
  const mapping = { ...google, attributes: { "custom:department": "department" } };

  it.each<[string, object, string[]]>([
    ["that nobody writes", nobody, []],
    [
      "that app clients write",
      pool({}),
      ["userPool.customAttributes.department: suite.config.ts makes claims of it, so no app client may write it: set"],
    ],
    [
      "that the pool does not have",
      { userPool: { customAttributes: {} } },
      ["userPool.customAttributes.department: missing: suite.config.ts uses custom:department"],
    ],
    [
      "whose name is misspelt in the pool",
      { userPool: { customAttributes: { departement: {} } } },
      ['missing: suite.config.ts uses custom:department; did you mean "departement"?'],
    ],
    ["of an existing pool", { userPool: { existing: "eu-west-1_AbCdEfGhI", appClientIds: ["1example23456789"] } }, []],
    [
      "that an app client names",
      { ...nobody, ...web({ writeAttributes: ["email", "custom:department"] }) },
      ["custom:department is writableBy: nobody: remove it"],
    ],
    [
      "that a provider brings",
      { ...nobody, ...web(back), federation: { google: mapping } },
      ["federation.google.attributes.custom:department: is written at every sign-in, which writableBy: nobody forbids"],
    ],
  ])("%s", (_, stage, problems) => {
    expect(stageProblems(stage, "prod", suite)).toEqual(problems.map((text) => expect.stringContaining(text)));
  });
});
