import { describe, expect, it } from "@jest/globals";
import { groups } from "../../../infra/pool/groups.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

describe("groups", () => {
  it("are those of the stage and of the suite, each once", () => {
    const settings = stageWith({ userPool: { groups: { staff: { precedence: 1, description: "Us" } } } });
    const suite = suiteWith({ groups: [{ group: "customers" }, { group: "staff" }] });
    expect(Object.values(groups(settings, suite).Resources).map(({ Properties }) => Properties)).toEqual([
      { UserPoolId: { Ref: "CognitoUserPoolUsers" }, GroupName: "customers" },
      { UserPoolId: { Ref: "CognitoUserPoolUsers" }, GroupName: "staff", Description: "Us", Precedence: 1 },
    ]);
  });
});
