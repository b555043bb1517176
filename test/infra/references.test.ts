import { describe, expect, it } from "@jest/globals";
import { buildReferences } from "../../infra/references.ts";
import { stageWith } from "../support/stage.ts";

const api = {
  resourceServers: { orders: { identifier: "https://api.example.com", scopes: { read: "Reads orders" } } },
};

describe("functions receive", () => {
  it.each<[string, object, string, unknown]>([
    [
      "the clients without a secret",
      { clients: { web: {}, app: {}, server: { kind: "confidential" } } },
      "appClientIds",
      { "Fn::Join": [",", [{ Ref: "WebClient" }, { Ref: "AppClient" }]] },
    ],
    [
      "additional clients",
      { userPool: { appClientIds: ["x"] } },
      "appClientIds",
      { "Fn::Join": [",", [{ Ref: "WebClient" }, "x"]] },
    ],
    ["no clients", { clients: { server: { kind: "confidential" } } }, "appClientIds", "none"],
    ["an empty pool ID before the first deployment", {}, "userPoolId", ""],
    ["the pool ID", { userPool: { id: "eu-west-1_A" } }, "userPoolId", "eu-west-1_A"],
    ["the pages' own URL", { pagesUrl: "https://a.example.com" }, "pagesUrl", "https://a.example.com"],
    ["the minimum password length", { userPool: { passwordPolicy: { minimumLength: 14 } } }, "passwordLength", "14"],
    ["version 2 of pre-token-generation", {}, "preTokenGenerationVersion", "V2_0"],
    [
      "version 3 with machine clients",
      { ...api, clients: { robot: { kind: "machine", scopes: ["https://api.example.com/read"] } } },
      "preTokenGenerationVersion",
      "V3_0",
    ],
  ])("%s", (_, settings, name, value) => {
    expect(buildReferences(stageWith(settings))).toMatchObject({ [name]: value });
  });

  it("the local client on the stage local", () => {
    expect(buildReferences(stageWith({ cognitoUrl: "http://localhost:9229" }, "local"))).toMatchObject({
      appClientIds: "localwebclient",
      cognitoUrl: "http://localhost:9229",
    });
  });
});
