import { describe, expect, it } from "@jest/globals";
import { buildReferences } from "../../infra/references.ts";
import { stageWith } from "../support/stage.ts";

const api = {
  resourceServers: { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } },
};

describe("functions are told", () => {
  it.each<[string, object, string, unknown]>([
    [
      "the clients without a secret",
      { clients: { web: {}, app: {}, server: { kind: "confidential" } } },
      "appClientIds",
      { "Fn::Join": [",", [{ Ref: "WebClient" }, { Ref: "AppClient" }]] },
    ],
    [
      "further clients",
      { userPool: { appClientIds: ["x"] } },
      "appClientIds",
      { "Fn::Join": [",", [{ Ref: "WebClient" }, "x"]] },
    ],
    ["that there are none", { clients: { server: { kind: "confidential" } } }, "appClientIds", "none"],
    ["nothing of the pool's id before there is one", {}, "userPoolId", ""],
    ["the pool's id", { userPool: { id: "eu-west-1_A" } }, "userPoolId", "eu-west-1_A"],
    ["the pages' own address", { pagesUrl: "https://a.example.com" }, "pagesUrl", "https://a.example.com"],
    ["how long a password has to be", { userPool: { passwordPolicy: { minimumLength: 14 } } }, "passwordLength", "14"],
    ["the second version of pre-token-generation", {}, "preTokenGenerationVersion", "V2_0"],
    [
      "the third where there are machines",
      { ...api, clients: { robot: { kind: "machine", scopes: ["https://api.example.com/read"] } } },
      "preTokenGenerationVersion",
      "V3_0",
    ],
  ])("%s", (_, settings, name, value) => {
    expect(buildReferences(stageWith(settings))).toMatchObject({ [name]: value });
  });

  it("the laptop's client on local", () => {
    expect(buildReferences(stageWith({ cognitoUrl: "http://localhost:9229" }, "local"))).toMatchObject({
      appClientIds: "localwebclient",
      cognitoUrl: "http://localhost:9229",
    });
  });
});
