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

describe("the members of a pool in the SDK", () => {
  it("are all in the pool of these tests", () => {
    expect(sharedMembers.filter((name) => !Object.hasOwn(fullUserPool(), name))).toEqual([]);
  });

  // A member that a new SDK adds fails this test or the one above: decide whether to send it.
  it("are sent back, except those that no update accepts", () => {
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
    ["a full pool", {}, []],
    ["a new member", { Passkeys: { Required: true } }, ["Passkeys"]],
    ["a new nested member", { UserPoolAddOns: { Shield: "ON" } }, ["UserPoolAddOns.Shield"]],
    [
      "a new deeply nested member",
      { Policies: { PasswordPolicy: { MinimumLength: 8, Words: 4 } } },
      ["Policies.PasswordPolicy.Words"],
    ],
    [
      "a new member in a list",
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1, Delay: 5 }] } },
      ["AccountRecoverySetting.RecoveryMechanisms[].Delay"],
    ],
    ["a new trigger", { LambdaConfig: { PostDeletion: "arn" } }, ["LambdaConfig.PostDeletion"]],
    ["tags, which can have any name", { UserPoolTags: { anything: "goes" } }, []],
    ["a new member of a read-only one", { SchemaAttributes: [{ Name: "sub", Searchable: true }] }, []],
    ["nulls", { AccountRecoverySetting: null }, []],
  ])("%s: %j has the unknown members %j", (_what, changes, unknown) => {
    expect(listUnknownMembers({ ...fullUserPool(), ...changes })).toEqual(unknown);
  });
});

describe("the request", () => {
  const pool: Pool = fullUserPool();

  it.each(sharedMembers.filter((name) => !["LambdaConfig", "AdminCreateUserConfig"].includes(name)))(
    "sends %s back unchanged",
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

  it("sends no read-only member and no null", () => {
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
  ])("sends %p temporary password days and %p unused account days as %p days", (temporary, unused, sent) => {
    const { Policies, AdminCreateUserConfig } = newUpdateRequest(days(temporary, unused), triggers);
    expect(Policies?.PasswordPolicy?.TemporaryPasswordValidityDays).toBe(sent);
    expect(AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  it("does not enable dynamic client registration", () => {
    const off = newUpdateRequest({ ...pool, DcrConfiguration: { OpenDcrEnabled: false } }, triggers);
    expect(off).not.toHaveProperty("DcrConfiguration");
    expect(newUpdateRequest(pool, triggers).DcrConfiguration).toEqual({
      EnableStatus: "Enabled",
      OpenDcrEnabled: false,
    });
  });
});

describe("the comparison of two pools", () => {
  it.each<[string, Pool, string[]]>([
    ["equal pools", {}, []],
    ["triggers and dates, which may differ", { LambdaConfig: {}, LastModifiedDate: 1, EstimatedNumberOfUsers: 2 }, []],
    ["the order of a list, which may differ", { AliasAttributes: ["preferred_username", "email"] }, []],
    ["a changed value", { DeletionProtection: "INACTIVE" }, ['DeletionProtection: "ACTIVE" → "INACTIVE"']],
    ["a removed setting", { UserPoolTags: {} }, ['UserPoolTags.team: "identity" → none']],
    ["an added setting", { CustomDomain: "id.example.com" }, ['CustomDomain: none → "id.example.com"']],
    [
      "a changed list",
      { AutoVerifiedAttributes: ["email", "phone_number"] },
      ['AutoVerifiedAttributes: ["email"] → ["email", "phone_number"]'],
    ],
    ["an emptied list", { AutoVerifiedAttributes: [] }, ['AutoVerifiedAttributes: ["email"] → none']],
    ["a member that the SDK lacks", { Passkeys: { Required: true } }, ["Passkeys.Required: none → true"]],
  ])("handles %s", (_what, changes, expected) => {
    const pool = fullUserPool();
    expect(listLostSettings(pool, { ...pool, ...changes })).toEqual(expected);
  });

  it("includes the triggers before an update", () => {
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
      "are set in an empty pool",
      {},
      {
        CustomMessage: functionArn("mails"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("claims"), LambdaVersion: "V2_0" },
      },
    ],
    [
      "are set in a pool with the old member",
      { PreTokenGeneration: functionArn("old") },
      {
        CustomMessage: functionArn("mails"),
        PreTokenGenerationConfig: { LambdaArn: functionArn("claims"), LambdaVersion: "V2_0" },
      },
    ],
    [
      "are set in a pool with both members and other triggers",
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
    ["keep the old member alone", { PreTokenGeneration: "a" }, { PreTokenGeneration: "a" }],
    [
      "keep the versioned one of both members",
      { PreTokenGeneration: "a", PreTokenGenerationConfig: { LambdaArn: "b", LambdaVersion: "V2_0" } },
      { PreTokenGenerationConfig: { LambdaArn: "b", LambdaVersion: "V2_0" } },
    ],
  ])("%s", (_what, config, expected) => {
    expect(withOneTokenMember(config)).toEqual(expected);
  });

  it("are one trigger for Cognito's two members", () => {
    expect(hooksOf({ PreTokenGeneration: "a" })).toEqual({ PreTokenGeneration: { arn: "a", version: "V1_0" } });
    expect(
      hooksOf({ PreTokenGeneration: "a", PreTokenGenerationConfig: { LambdaArn: "a", LambdaVersion: "V2_0" } }),
    ).toEqual({ PreTokenGeneration: { arn: "a", version: "V2_0" } });
  });

  it("are shown one per line", () => {
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
    ["a missing policy", undefined, false],
    ["this pool", policy({}), true],
    [
      "every pool of the account",
      policy({ Condition: { ArnLike: { "aws:SourceArn": `${pool.split("/")[0]}/*` } } }),
      true,
    ],
    ["another pool", policy({ Condition: { ArnLike: { "AWS:SourceArn": `${pool}2` } } }), false],
    ["a prefix of this pool", policy({ Condition: { ArnLike: { "AWS:SourceArn": pool.slice(0, -1) } } }), false],
    ["another account", policy({ Condition: { StringEquals: { "AWS:SourceAccount": "999999999999" } } }), false],
    ["this account", policy({ Condition: { StringEquals: { "AWS:SourceAccount": ["123456789012"] } } }), true],
    [
      "this pool in another account",
      policy({
        Condition: { ArnLike: { "AWS:SourceArn": pool }, StringEquals: { "AWS:SourceAccount": "999999999999" } },
      }),
      false,
    ],
    ["any pool of the service", policy({ Condition: undefined }), true],
    ["another service", policy({ Principal: { Service: "sns.amazonaws.com" } }), false],
    ["everyone", policy({ Principal: "*", Action: "lambda:*" }), true],
    ["another action", policy({ Action: ["lambda:GetFunction"] }), false],
    ["an unknown condition", policy({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), false],
    ["a denial", policy({ Effect: "Deny" }), false],
  ])("is checked for %s", (_what, json, expected) => {
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
    ["a correct pool", findings({}), clean],
    ["no SES sender", findings({ EmailConfiguration: {} }), problem("does not send through SES")],
    ["no SES sender, without CustomMessage", findings({ EmailConfiguration: {} }, "none"), clean],
    [
      "Cognito's verification link",
      findings({ VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } }),
      problem("CONFIRM_WITH_CODE"),
    ],
    ["Lite", findings({ UserPoolTier: "LITE", UserPoolAddOns: undefined }), problem("needs Essentials")],
    ["Lite, version 1", findings({ UserPoolTier: "LITE", UserPoolAddOns: undefined }, undefined, "V1_0"), clean],
    ["Lite with advanced security", findings({ UserPoolTier: "LITE" }), warning("may allow it nevertheless")],
    ["an unknown member", findings({ Passkeys: {} }), problem("does not know Passkeys")],
    ["an unknown member of --without", findings({ Passkeys: {} }, undefined, "V2_0", ["Passkeys"]), clean],
    [
      "another function",
      findings({ LambdaConfig: { CustomMessage: functionArn("legacy") } }),
      warning("will no longer call it"),
    ],
    ["an old function of the suite", findings({ LambdaConfig: { CustomMessage: functionArn(`${name}old`) } }), clean],
    [
      "a custom email sender",
      findings({
        LambdaConfig: { CustomEmailSender: { LambdaArn: functionArn("mailer"), LambdaVersion: "V1_0" } },
        EmailConfiguration: {},
      }),
      warning("custom-message will have no effect"),
    ],
    [
      "two contradictory members",
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
  ])("fit %s", (_what, found, expected) => {
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
    ["inactive until the next event", { state: "Inactive" }, clean],
    ["missing", { arn: undefined }, problem("npm run deploy -- --stage prod")],
    ["failed", { state: "Failed" }, problem("its state is Failed")],
    ["of another pool", { userPoolId: "eu-west-1_Other" }, problem("accepts events of pool eu-west-1_Other only")],
    ["without permission", { policy: undefined }, problem("userPool.existing: eu-west-1_Customers")],
    ["hidden from the caller", { arn: undefined, hidden: true }, warning("it is unknown whether")],
  ])("a function that is %s", (_what, changes, expected) => {
    expect(checkFunctions(fullUserPool(), "prod", [{ ...facts, ...changes } as typeof facts])).toEqual(expected);
  });
});

describe("changing the triggers", () => {
  const newChange = (
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

  it("keeps every setting of a full pool", async () => {
    const { change, save, pool } = newChange();
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

  // The control: a request without a member must fail. Cognito keeps two members that are not sent.
  it.each(sharedMembers.filter((name) => name !== "DcrConfiguration"))(
    "reports the loss if the request lacks %s",
    async (omit) => {
      const { change, saveInput } = newChange({ omit });
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

  it("reports a lost second factor, which another operation describes", async () => {
    const { change } = newChange({ factors: { SoftwareTokenMfaConfiguration: { Enabled: false } } });
    expect((await change()).lost).toEqual(["mfa.SoftwareTokenMfaConfiguration.Enabled: true → false"]);
  });

  it("does nothing if the pool has changed meanwhile", async () => {
    const { change, update, save } = newChange({ second: { MfaConfiguration: "ON" } });
    await expect(change()).rejects.toThrow(/The pool has changed since[\s\S]*MfaConfiguration: "OPTIONAL" → "ON"/);
    expect([update.calls, save.calls]).toEqual([[], []]);
  });

  it.each([
    ["unchanged", {}, "The pool is unchanged."],
    ["changed", { after: { DeletionProtection: "INACTIVE" } }, 'DeletionProtection: "ACTIVE" → "INACTIVE"'],
    ["unreadable", { silent: true }, "The pool cannot be read"],
  ])("says that the pool is %s if Cognito refuses", async (_what, changes, text) => {
    await expect(newChange({ refuse: "Invalid MFA configuration", ...changes }).change()).rejects.toThrow(
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

  it("are found by pool and time, except those of an undo", async () => {
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

  it("are refused if they are invalid or of another pool", async () => {
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
      "an unknown trigger",
      () => chooseTriggers("PreSignup"),
      'there is no trigger "PreSignup"; did you mean "PreSignUp"?',
    ],
    ["no trigger", () => chooseTriggers(""), "choose PreSignUp, CustomMessage"],
    ["an unknown version", () => readTokenVersion("2"), "choose V1_0, V2_0, or V3_0"],
    ["no pool", () => choosePool("dev", "eu-west-1", undefined, undefined), "userPool.existing in config/dev.yml"],
    ["two pools", () => choosePool("dev", "eu-west-1", "eu-west-1_A", "eu-west-1_B"), "is eu-west-1_B"],
    ["a pool name", () => choosePool("dev", "eu-west-1", "Customers", undefined), "is not a user pool ID"],
    ["another region", () => choosePool("dev", "eu-west-1", "us-east-1_A", undefined), "not in eu-west-1"],
  ])("explain %s", (_what, work, text) => {
    expect(work).toThrow(SettingsError);
    expect(work).toThrow(text);
  });

  it("take the pool from either setting", () => {
    expect(choosePool("dev", "eu-west-1", undefined, "eu-west-1_A")).toBe("eu-west-1_A");
    expect(choosePool("dev", "eu-west-1", "eu-west-1_A", "eu-west-1_A")).toBe("eu-west-1_A");
  });
});
