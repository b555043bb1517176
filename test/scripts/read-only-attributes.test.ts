import { expect, it } from "@jest/globals";
import { stageProblems } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const suite = suiteWith({
  profile: { attributes: [] },
  claims: [{ name: "department", from: { attribute: "custom:department" }, tokens: ["access"] }],
  tokens: { readOnlyAttributes: ["custom:department"] },
});
const pool = (department: object) => ({ userPool: { customAttributes: { department } } });
const nobody = pool({ writableBy: "nobody" });
const web = { callbackUrls: ["https://app.example.com/"] };
const google = (attributes: object) => ({ clientId: "123", secret: "suite/google", attributes });
const mine = "userPool.customAttributes.department: suite.config.ts makes claims of it";

it.each<[string, object, string[]]>([
  ["one that nobody writes", nobody, []],
  ["one that app clients write", pool({}), [mine]],
  ["one that the pool has not", { userPool: { customAttributes: {} } }, [mine]],
  [
    "one of a pool that was there",
    { userPool: { existing: "eu-west-1_AbCdEfGhI", appClientIds: ["1example23456789"] } },
    [],
  ],
  [
    "one that an app client names",
    { ...nobody, clients: { web: { writeAttributes: ["email", "custom:department"] } } },
    ["custom:department is writableBy: nobody"],
  ],
  [
    "one that a provider brings",
    { ...nobody, clients: { web }, federation: { google: google({ "custom:department": "department" }) } },
    ["federation.google.attributes.custom:department: app clients, and with them people, have to be able to write"],
  ],
])("a claim of %s", (_, stage, problems) => {
  expect(stageProblems(stage, "prod", suite)).toEqual(problems.map((text) => expect.stringContaining(text)));
});
