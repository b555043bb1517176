import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, describe, expect, it } from "@jest/globals";
import { SettingsError } from "../../../src/runtime/errors.ts";
import { type Backup, readBackup, readLatestBackup, saveBackup } from "../../../tools/attach/backups.ts";
import { changeTriggers } from "../../../tools/attach/change-triggers.ts";
import { checkFunctions, checkPool } from "../../../tools/attach/findings.ts";
import { mayInvoke } from "../../../tools/attach/functions.ts";
import {
  listUnknownMembers,
  readOnlyMembers,
  requestOnlyMembers,
  sharedMembers,
} from "../../../tools/attach/members.ts";
import { choosePool, chooseTriggers, readAttachOptions, readTokenVersion } from "../../../tools/attach/options.ts";
import { listChangesMeanwhile, listLostSettings, newUpdateRequest } from "../../../tools/attach/request.ts";
import {
  changesBetween,
  describeChanges,
  hooksOf,
  withOneTokenMember,
  withSuite,
} from "../../../tools/attach/triggers.ts";
import { collect } from "../../support/collect.ts";
import { fullMfaConfig, fullUserPool, functionArn } from "../../support/full-user-pool.ts";
import { stageWith } from "../../support/stage.ts";
import { type Pool, updatePool } from "../../support/user-pool-server.ts";

const folder = mkdtempSync(join(tmpdir(), "attach-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const triggers: LambdaConfigType = { PostConfirmation: functionArn("new") };

describe("the members of a pool, by the SDK", () => {
  it("are all in the pool that the tests use, so none is left untested", () => {
    expect(sharedMembers.filter((name) => !Object.hasOwn(fullUserPool(), name))).toEqual([]);
  });

  // A member that a new SDK adds turns up here or in the pool above, and somebody has to look at it.
  it("are sent back, but for those that no update takes", () => {
    expect([...readOnlyMembers].sort()).toEqual([
      "AliasAttributes",
      "Arn",
      "CreationDate",
      "CustomDomain",
      "Domain",
      "EmailConfigurationFailure",
      "EstimatedNumberOfUsers",
      "Id",
      "LastModifiedDate",
      "Name",
      "SchemaAttributes",
      "SmsConfigurationFailure",
      "Status",
      "UsernameAttributes",
      "UsernameConfiguration",
    ]);
    expect(requestOnlyMembers).toEqual(["UserPoolId", "PoolName"]);
  });

  it.each<[string, Pool, string[]]>([
    ["a pool that has everything", {}, []],
    ["a new member", { Passkeys: { Required: true } }, ["Passkeys"]],
    ["a new member within one", { UserPoolAddOns: { Shield: "ON" } }, ["UserPoolAddOns.Shield"]],
    [
      "a new member deep within",
      { Policies: { PasswordPolicy: { MinimumLength: 8, Words: 4 } } },
      ["Policies.PasswordPolicy.Words"],
    ],
    [
      "a new member in a list",
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1, Delay: 5 }] } },
      ["AccountRecoverySetting.RecoveryMechanisms[].Delay"],
    ],
    ["a new trigger", { LambdaConfig: { PostDeletion: "arn" } }, ["LambdaConfig.PostDeletion"]],
    ["tags, whose names are free", { UserPoolTags: { anything: "goes" } }, []],
    ["a new member of what no update takes", { SchemaAttributes: [{ Name: "sub", Searchable: true }] }, []],
    ["nulls", { AccountRecoverySetting: null }, []],
  ])("%s: %j is unknown in %j", (_what, changes, unknown) => {
    expect(listUnknownMembers({ ...fullUserPool(), ...changes })).toEqual(unknown);
  });
});

describe("the request", () => {
  const pool: Pool = fullUserPool();

  it.each(sharedMembers.filter((name) => !["LambdaConfig", "AdminCreateUserConfig"].includes(name)))(
    "sends %s back as it was described",
    (name) => {
      expect(newUpdateRequest(pool, triggers)).toHaveProperty(name, pool[name]);
    },
  );

  it("names the pool, keeps its name and sets the triggers", () => {
    expect(newUpdateRequest(pool, triggers)).toMatchObject({
      UserPoolId: "eu-west-1_Customers",
      PoolName: "Customers",
      LambdaConfig: triggers,
    });
  });

  it("sends nothing that no update takes, and no null", () => {
    const request = newUpdateRequest({ ...pool, AccountRecoverySetting: null }, triggers);
    for (const name of [...readOnlyMembers, "AccountRecoverySetting"]) expect(request).not.toHaveProperty(name);
  });

  const days = (temporary?: number, unused?: number): Pool => ({
    ...pool,
    Policies: { PasswordPolicy: temporary === undefined ? {} : { TemporaryPasswordValidityDays: temporary } },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: true,
      ...(unused !== undefined && { UnusedAccountValidityDays: unused }),
    },
  });
  it.each<[number | undefined, number | undefined, number | undefined]>([
    [3, 7, 3],
    [undefined, 30, 30],
    [5, undefined, 5],
    [undefined, undefined, undefined],
    [0, 7, 0],
  ])("a temporary password that lives %p and %p days is sent as living %p", (temporary, unused, sent) => {
    const { Policies, AdminCreateUserConfig } = newUpdateRequest(days(temporary, unused), triggers);
    expect(Policies?.PasswordPolicy?.TemporaryPasswordValidityDays).toBe(sent);
    expect(AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  it("does not turn dynamic client registration on", () => {
    const off = newUpdateRequest({ ...pool, DcrConfiguration: { OpenDcrEnabled: false } }, triggers);
    expect(off).not.toHaveProperty("DcrConfiguration");
    expect(newUpdateRequest(pool, triggers).DcrConfiguration).toEqual({
      EnableStatus: "Enabled",
      OpenDcrEnabled: false,
    });
  });
});

describe("what differs", () => {
  it.each<[string, Pool, string[]]>([
    ["nothing", {}, []],
    ["triggers and dates", { LambdaConfig: {}, LastModifiedDate: 1, EstimatedNumberOfUsers: 2 }, []],
    ["the order of a list", { AliasAttributes: ["preferred_username", "email"] }, []],
    ["a value", { DeletionProtection: "INACTIVE" }, ['DeletionProtection: "ACTIVE" → "INACTIVE"']],
    ["a setting that is gone", { UserPoolTags: {} }, ['UserPoolTags.team: "identity" → none']],
    ["a setting that came", { CustomDomain: "id.example.com" }, ['CustomDomain: none → "id.example.com"']],
    [
      "a list",
      { AutoVerifiedAttributes: ["email", "phone_number"] },
      ['AutoVerifiedAttributes: ["email"] → ["email", "phone_number"]'],
    ],
    ["a list that is empty now", { AutoVerifiedAttributes: [] }, ['AutoVerifiedAttributes: ["email"] → none']],
    ["a member that the SDK does not know", { Passkeys: { Required: true } }, ["Passkeys.Required: none → true"]],
  ])("%s", (_what, changes, expected) => {
    const pool = fullUserPool();
    expect(listLostSettings(pool, { ...pool, ...changes })).toEqual(expected);
  });

  it("includes the triggers, when it is about somebody else's change", () => {
    const pool = fullUserPool();
    expect(listChangesMeanwhile(pool, { ...pool, EstimatedNumberOfUsers: 0 })).toEqual([]);
    expect(
      listChangesMeanwhile(pool, { ...pool, LambdaConfig: { ...pool.LambdaConfig, UserMigration: "arn" } }),
    ).toEqual(['LambdaConfig.UserMigration: none → "arn"']);
  });
});

describe("triggers", () => {
  const ours = { PreTokenGeneration: functionArn("claims"), CustomMessage: functionArn("mails") };

  it.each<[string, LambdaConfigType, LambdaConfigType]>([
    [
      "an empty pool",
      {},
      {
        CustomMessage: functionArn("mails"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("claims"), LambdaVersion: "V2_0" },
      },
    ],
    [
      "the old member alone",
      { PreTokenGeneration: functionArn("old") },
      {
        CustomMessage: functionArn("mails"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("claims"), LambdaVersion: "V2_0" },
      },
    ],
    [
      "both members, and triggers that the suite has not",
      {
        PreTokenGeneration: functionArn("old"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("old"), LambdaVersion: "V3_0" },
        PreAuthentication: functionArn("risk"),
        CustomEmailSender: { LambdaArn: functionArn("mailer"), LambdaVersion: "V1_0" },
        InboundFederation: { LambdaArn: functionArn("inbound"), LambdaVersion: "V1_0" },
        KMSKeyID: "key",
      },
      {
        CustomMessage: functionArn("mails"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("claims"), LambdaVersion: "V2_0" },
        PreAuthentication: functionArn("risk"),
        CustomEmailSender: { LambdaArn: functionArn("mailer"), LambdaVersion: "V1_0" },
        InboundFederation: { LambdaArn: functionArn("inbound"), LambdaVersion: "V1_0" },
        KMSKeyID: "key",
      },
    ],
  ])("%s", (_what, before, after) => {
    expect(withSuite(before, ours, "V2_0")).toEqual(after);
  });

  it.each<[string, LambdaConfigType, LambdaConfigType]>([
    ["the old member alone stays", { PreTokenGeneration: "a" }, { PreTokenGeneration: "a" }],
    [
      "of both the one with the version stays",
      { PreTokenGeneration: "a", PreTokenGenerationConfig: { LambdaArn: "b", LambdaVersion: "V2_0" } },
      { PreTokenGenerationConfig: { LambdaArn: "b", LambdaVersion: "V2_0" } },
    ],
  ])("%s", (_what, config, expected) => {
    expect(withOneTokenMember(config)).toEqual(expected);
  });

  it("are one trigger where Cognito has two members", () => {
    expect(hooksOf({ PreTokenGeneration: "a" })).toEqual({ PreTokenGeneration: { arn: "a", version: "V1_0" } });
    expect(
      hooksOf({ PreTokenGeneration: "a", PreTokenGenerationConfig: { LambdaArn: "a", LambdaVersion: "V2_0" } }),
    ).toEqual({ PreTokenGeneration: { arn: "a", version: "V2_0" } });
  });

  it("are shown one by one", () => {
    const before = fullUserPool().LambdaConfig as LambdaConfigType;
    expect(describeChanges(changesBetween(before, withSuite(before, ours, "V2_0")))).toEqual([
      "  CustomMessage       none → mails",
      "  CustomSMSSender     own-sms (V1_0) (unchanged)",
      "  PostConfirmation    legacy-hook (unchanged)",
      "  PreAuthentication   risk-check (unchanged)",
      "  PreTokenGeneration  legacy-claims (V1_0) → claims (V2_0)",
    ]);
  });
});

describe("a function's policy", () => {
  const pool = fullUserPool().Arn;
  const policy = (changes: object): string =>
    JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "cognito-idp.amazonaws.com" },
          Action: "lambda:InvokeFunction",
          Condition: { ArnLike: { "AWS:SourceArn": pool } },
          ...changes,
        },
      ],
    });

  it.each<[string, string | undefined, boolean]>([
    ["none", undefined, false],
    ["this pool", policy({}), true],
    [
      "every pool of the account",
      policy({ Condition: { ArnLike: { "aws:SourceArn": `${pool.split("/")[0]}/*` } } }),
      true,
    ],
    ["another pool", policy({ Condition: { ArnLike: { "AWS:SourceArn": `${pool}2` } } }), false],
    ["a longer pool by prefix", policy({ Condition: { ArnLike: { "AWS:SourceArn": pool.slice(0, -1) } } }), false],
    ["another account", policy({ Condition: { StringEquals: { "AWS:SourceAccount": "999999999999" } } }), false],
    ["this account", policy({ Condition: { StringEquals: { "AWS:SourceAccount": ["123456789012"] } } }), true],
    [
      "this pool in another account",
      policy({
        Condition: { ArnLike: { "AWS:SourceArn": pool }, StringEquals: { "AWS:SourceAccount": "999999999999" } },
      }),
      false,
    ],
    ["anybody of the service", policy({ Condition: undefined }), true],
    ["another service", policy({ Principal: { Service: "sns.amazonaws.com" } }), false],
    ["everybody", policy({ Principal: "*", Action: "lambda:*" }), true],
    ["another action", policy({ Action: ["lambda:GetFunction"] }), false],
    ["a condition that is not known here", policy({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), false],
    ["a refusal", policy({ Effect: "Deny" }), false],
  ])("for %s", (_what, json, expected) => {
    expect(mayInvoke(json, pool)).toBe(expected);
  });
});

describe("findings", () => {
  const name = "cognito-trigger-suite-prod-";
  const isOurs = (arn: string) => arn.includes(name);
  const suite = { CustomMessage: functionArn(`${name}mails`), PreTokenGeneration: functionArn(`${name}claims`) };
  const findings = (changes: Pool, only?: "none", version: "V1_0" | "V2_0" = "V2_0", without?: string[]) => {
    const pool: Pool = { ...fullUserPool(), LambdaConfig: {}, ...changes };
    const before = pool["LambdaConfig"] as LambdaConfigType;
    const target = only ? before : withSuite(before, suite, version);
    return checkPool(pool, target, changesBetween(before, target), isOurs, without);
  };
  const clean = { problems: [], warnings: [] };
  const problem = (text: string) => ({ problems: [expect.stringContaining(text)], warnings: [] });
  const warning = (text: string) => ({ problems: [], warnings: [expect.stringContaining(text)] });

  it.each<[string, ReturnType<typeof findings>, unknown]>([
    ["a pool as it should be", findings({}), clean],
    ["no SES sender", findings({ EmailConfiguration: {} }), problem("does not send through SES")],
    ["no SES sender, and CustomMessage is left alone", findings({ EmailConfiguration: {} }, "none"), clean],
    [
      "Cognito's own link",
      findings({ VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } }),
      problem("CONFIRM_WITH_CODE"),
    ],
    ["Lite", findings({ UserPoolTier: "LITE", UserPoolAddOns: undefined }), problem("needs Essentials")],
    ["Lite, version 1", findings({ UserPoolTier: "LITE", UserPoolAddOns: undefined }, undefined, "V1_0"), clean],
    ["Lite with advanced security", findings({ UserPoolTier: "LITE" }), warning("may allow it nevertheless")],
    ["a member that nobody knows", findings({ Passkeys: {} }), problem("does not know Passkeys")],
    ["the same, named", findings({ Passkeys: {} }, undefined, "V2_0", ["Passkeys"]), clean],
    [
      "somebody else's function",
      findings({ LambdaConfig: { CustomMessage: functionArn("legacy") } }),
      warning("will no longer call it"),
    ],
    ["the suite's own of before", findings({ LambdaConfig: { CustomMessage: functionArn(`${name}old`) } }), clean],
    [
      "a sender of its own",
      findings({
        LambdaConfig: { CustomEmailSender: { LambdaArn: functionArn("mailer"), LambdaVersion: "V1_0" } },
        EmailConfiguration: {},
      }),
      warning("custom-message will have no effect"),
    ],
    [
      "two members that contradict each other",
      findings(
        {
          LambdaConfig: {
            PreTokenGeneration: functionArn(`${name}a`),
            PreTokenGenerationConfig: { LambdaArn: functionArn(`${name}b`), LambdaVersion: "V2_0" },
          },
        },
        "none",
      ),
      warning("name different functions"),
    ],
  ])("%s", (_what, found, expected) => {
    expect(found).toEqual(expected);
  });

  const facts = {
    name: "f",
    arn: functionArn("f"),
    state: "Active",
    userPoolId: "eu-west-1_Customers",
    policy: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*" }],
    }),
  };
  it.each<[string, object, unknown]>([
    ["ready", {}, clean],
    ["of any pool", { userPoolId: "" }, clean],
    ["asleep, which an event ends", { state: "Inactive" }, clean],
    ["missing", { arn: undefined }, problem("npm run deploy -- --stage prod")],
    ["failed", { state: "Failed" }, problem("its state is Failed")],
    ["of another pool", { userPoolId: "eu-west-1_Other" }, problem("accepts events of pool eu-west-1_Other only")],
    ["without permission", { policy: undefined }, problem("userPool.existing: eu-west-1_Customers")],
    ["that nobody may look at", { arn: undefined, hidden: true }, warning("it is unknown whether")],
  ])("a function that is %s", (_what, changes, expected) => {
    expect(checkFunctions(fullUserPool(), "prod", [{ ...facts, ...changes } as typeof facts])).toEqual(expected);
  });
});

describe("changing the triggers", () => {
  const given = (
    changes: {
      omit?: string;
      before?: Pool;
      second?: Pool;
      refuse?: string;
      after?: Pool;
      silent?: boolean;
      factors?: Pool;
    } = {},
  ) => {
    let pool: Pool = { ...fullUserPool(), ...changes.before };
    let mfa: Pool = fullMfaConfig();
    let silent = false;
    const seen = { pool, mfa };
    if (changes.second) pool = { ...pool, ...changes.second };
    const update = collect(async (request: object) => {
      pool = { ...pool, ...changes.after };
      silent = changes.silent ?? false;
      if (changes.refuse) throw new Error(changes.refuse);
      const { [changes.omit ?? ""]: _omitted, ...sent } = request as Pool;
      pool = updatePool(pool, sent);
      mfa = { ...mfa, MfaConfiguration: pool["MfaConfiguration"], ...changes.factors };
    });
    const save = collect(async (_backup: Backup) => "pool.json");
    const saveInput = collect(async (_file: string, operation: string, _input: unknown) => `${operation}.json`);
    const read = async () => (silent ? Promise.reject(new Error("no answer")) : { pool, mfa });
    const change = changeTriggers({ read, update, save, saveInput, now: () => new Date(0) });
    return { change: () => change(seen, triggers, false), update, save, saveInput, pool: () => pool };
  };

  it("keeps every setting of a pool that has them all", async () => {
    const { change, save, pool } = given();
    expect(await change()).toEqual({ backupFile: "pool.json", lost: [], wayBack: [] });
    expect(pool()["LambdaConfig"]).toEqual(triggers);
    expect(save.calls[0]?.[0]).toEqual({
      pool: fullUserPool(),
      mfa: fullMfaConfig(),
      at: "1970-01-01T00:00:00.000Z",
      undo: false,
      target: triggers,
    });
  });

  // The control: a request that lacks a member must not pass. Cognito keeps two of them when they are not sent.
  it.each(sharedMembers.filter((name) => name !== "DcrConfiguration"))(
    "says so when %s is left out of the request",
    async (omit) => {
      const { change, saveInput } = given({ omit });
      const { lost, wayBack } = await change();
      expect(lost.some((line) => line.startsWith(omit))).toBe(true);
      expect(wayBack).toEqual([
        "aws cognito-idp update-user-pool --cli-input-json file://update-user-pool.json",
        "aws cognito-idp set-user-pool-mfa-config --cli-input-json file://set-user-pool-mfa-config.json",
      ]);
      const [[, , input] = []] = saveInput.calls;
      expect(input).toMatchObject({ [omit]: expect.anything() });
    },
  );

  it("says so when a second factor was lost, which an operation of its own describes", async () => {
    const { change } = given({ factors: { SoftwareTokenMfaConfiguration: { Enabled: false } } });
    expect((await change()).lost).toEqual(["mfa.SoftwareTokenMfaConfiguration.Enabled: true → false"]);
  });

  it("does nothing when somebody else was faster", async () => {
    const { change, update, save } = given({ second: { MfaConfiguration: "ON" } });
    await expect(change()).rejects.toThrow(/The pool has changed since[\s\S]*MfaConfiguration: "OPTIONAL" → "ON"/);
    expect([update.calls, save.calls]).toEqual([[], []]);
  });

  it.each([
    ["as it was", {}, "The pool is unchanged."],
    ["changed", { after: { DeletionProtection: "INACTIVE" } }, 'DeletionProtection: "ACTIVE" → "INACTIVE"'],
    ["nowhere to be read", { silent: true }, "The pool cannot be read"],
  ])("says that the pool is %s when Cognito refuses", async (_what, changes, text) => {
    await expect(given({ refuse: "Invalid MFA configuration", ...changes }).change()).rejects.toThrow(
      new RegExp(`Invalid MFA configuration\\n[\\s\\S]*${text}`),
    );
  });
});

describe("backups", () => {
  const backup = (at: string, undo = false, Id = "eu-west-1_A"): Backup => ({
    pool: { Id, LambdaConfig: {} },
    mfa: {},
    at,
    undo,
    target: {},
  });

  it("are found by pool and time, and those of an undo are passed over", async () => {
    const inside = join(folder, "new");
    await expect(readLatestBackup(inside, "eu-west-1_A")).rejects.toThrow("has no backup of eu-west-1_A");
    await saveBackup(inside, backup("2026-01-02T00:00:00.000Z"));
    const file = await saveBackup(inside, backup("2026-01-10T00:00:00.000Z"));
    await saveBackup(inside, backup("2026-01-11T00:00:00.000Z", true));
    await saveBackup(inside, backup("2026-01-12T00:00:00.000Z", false, "eu-west-1_AB"));
    writeFileSync(file.replace(".json", ".update-user-pool.json"), "{}");
    expect(await readLatestBackup(inside, "eu-west-1_A")).toMatchObject({
      file,
      backup: { at: "2026-01-10T00:00:00.000Z" },
    });
    await expect(saveBackup(inside, backup("2026-01-10T00:00:00.000Z"))).rejects.toThrow("EEXIST");
  });

  it("of another pool, or of nothing, are refused", async () => {
    const file = await saveBackup(folder, backup("2026-01-01T00:00:00.000Z"));
    await expect(readBackup(file, "eu-west-1_B")).rejects.toThrow("is a backup of eu-west-1_A, not of eu-west-1_B");
    writeFileSync(join(folder, "no.json"), "{}");
    await expect(readBackup(join(folder, "no.json"), "eu-west-1_A")).rejects.toThrow("is not a backup");
    await expect(readBackup(join(folder, "none.json"), "eu-west-1_A")).rejects.toThrow("is not a backup");
  });
});

describe("options", () => {
  const typed = { tokenVersion: "V2_0", without: "", folder: ".attach" };

  it.each<[object, object]>([
    [{}, { userPoolId: "eu-west-1_A", tokenVersion: "V2_0", without: [], dryRun: true, folder: resolve(".attach") }],
    [
      { yes: true, without: "A, B" },
      { dryRun: false, without: ["A", "B"] },
    ],
    [{ yes: true, dryRun: true }, { dryRun: true }],
    [{ only: "PreSignUp" }, { triggers: ["PreSignUp"], name: "cognito-trigger-suite-dev", stage: "dev" }],
  ])("%j are read", (more, expected) => {
    const settings = stageWith({ userPool: { existing: "eu-west-1_A", appClientIds: ["a"] } }, "dev");
    expect(readAttachOptions(settings, { ...typed, ...more })).toMatchObject(expected);
  });

  it.each([
    [undefined, ["PreSignUp", "CustomMessage", "PostConfirmation", "PreTokenGeneration", "PostAuthentication"]],
    ["PostConfirmation,PreSignUp", ["PreSignUp", "PostConfirmation"]],
    ["PostConfirmation, PostAuthentication", ["PostConfirmation", "PostAuthentication"]],
  ])("--only %s", (only, chosen) => {
    expect(chooseTriggers(only)).toEqual(chosen);
  });

  it.each<[string, () => unknown, string]>([
    [
      "a trigger that is none",
      () => chooseTriggers("PreSignup"),
      'there is no trigger "PreSignup"; did you mean "PreSignUp"?',
    ],
    ["no trigger", () => chooseTriggers(""), "choose PreSignUp, CustomMessage"],
    ["a version that is none", () => readTokenVersion("2"), "choose V1_0, V2_0, or V3_0"],
    ["no pool", () => choosePool("dev", "eu-west-1", undefined, undefined), "userPool.existing in config/dev.yml"],
    ["two pools", () => choosePool("dev", "eu-west-1", "eu-west-1_A", "eu-west-1_B"), "is eu-west-1_B"],
    ["a pool's name", () => choosePool("dev", "eu-west-1", "Customers", undefined), "is not a user pool ID"],
    ["another region", () => choosePool("dev", "eu-west-1", "us-east-1_A", undefined), "not in eu-west-1"],
  ])("%s is answered in words", (_what, work, text) => {
    expect(work).toThrow(SettingsError);
    expect(work).toThrow(text);
  });

  it("take the pool from either place", () => {
    expect(choosePool("dev", "eu-west-1", undefined, "eu-west-1_A")).toBe("eu-west-1_A");
    expect(choosePool("dev", "eu-west-1", "eu-west-1_A", "eu-west-1_A")).toBe("eu-west-1_A");
  });
});
