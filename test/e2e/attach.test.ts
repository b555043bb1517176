import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { suiteTriggers } from "../../infra/trigger-names.ts";
import { mayInvoke } from "../../scripts/attach/functions.ts";
import { fullMfaConfig, fullUserPool, functionArn } from "../support/full-user-pool.ts";
import { framed } from "../support/packaged.ts";
import { patience } from "../support/patience.ts";
import { type Account, account, startUserPoolServer } from "../support/user-pool-server.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "attach-"));
const settings = join(folder, "settings");
mkdirSync(join(settings, "config"), { recursive: true });
writeFileSync(
  join(settings, "config", "prod.yml"),
  `region: eu-west-1
mail: { from: no-reply@mail.example.com, identity: mail.example.com }
userPool: { existing: eu-west-1_Customers, appClientIds: [1h57kf5cpq17m0eml12EXAMPLE] }
`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let backups = "";
let server: Awaited<ReturnType<typeof startUserPoolServer>> | undefined;
beforeEach(() => {
  backups = mkdtempSync(join(folder, "backups-"));
});
afterEach(() => void server?.stop());

const attach = (options: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["scripts/attach.ts", "--stage", "prod", "--config", settings, "--folder", backups, ...options],
      {
        cwd: root,
        env: { ...process.env, AWS_ENDPOINT_URL: server?.url, AWS_REGION: "" },
      },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });

const given = async (changes: Partial<Account> = {}): Promise<Account> => {
  const made = account(changes);
  server = await startUserPoolServer(made);
  return made;
};

const suite = (name: string) => functionArn(`cognito-trigger-suite-prod-${name}`);
const attached = {
  ...fullUserPool().LambdaConfig,
  PreSignUp: suite("preSignup"),
  CustomMessage: suite("customMessage"),
  PostConfirmation: suite("postConfirmation"),
  PostAuthentication: suite("postAuthentication"),
  PreTokenGeneration: suite("preTokenGeneration"),
  PreTokenGenerationConfig: { LambdaArn: suite("preTokenGeneration"), LambdaVersion: "V2_0" },
};
const writes = () => (server?.calls ?? []).filter((call) => call === "UpdateUserPool").length;
const files = () => readdirSync(backups).sort();

describe("attach", () => {
  it.each([[[]], [["--dry-run", "--yes"]]])("with %j shows what would change, and changes nothing", async (options) => {
    const { pool } = await given();
    const { code, output } = await attach(options);
    expect(output.split("\n")).toEqual([
      "LambdaConfig of eu-west-1_Customers (Customers):",
      "  CustomMessage       none → cognito-trigger-suite-prod-customMessage",
      "  CustomSMSSender     own-sms (V1_0) (stays)",
      "  PostAuthentication  none → cognito-trigger-suite-prod-postAuthentication",
      "  PostConfirmation    legacy-hook → cognito-trigger-suite-prod-postConfirmation",
      "  PreAuthentication   risk-check (stays)",
      "  PreSignUp           none → cognito-trigger-suite-prod-preSignup",
      "  PreTokenGeneration  legacy-claims (V1_0) → cognito-trigger-suite-prod-preTokenGeneration (V2_0)",
      `Mind: PostConfirmation is ${functionArn("legacy-hook")} now, which will no longer be called.`,
      `Mind: PreTokenGeneration is ${functionArn("legacy-claims")} now, which will no longer be called.`,
      "Nothing was changed. To do so: --yes.",
    ]);
    expect([code, writes(), files(), pool]).toEqual([0, 0, [], fullUserPool()]);
  });

  it("sets the triggers, keeps all else, and goes back", async () => {
    const made = await given();
    const { code, output } = await attach(["--yes"]);
    expect([code, output]).toEqual([0, expect.stringContaining("all other settings of the pool are as they were")]);
    const moved = { LastModifiedDate: expect.any(Number) };
    expect(made.pool).toEqual({ ...fullUserPool(), ...moved, LambdaConfig: attached });
    expect(made.mfa).toEqual(fullMfaConfig());
    const [file = ""] = files();
    expect(file).toMatch(/^eu-west-1_Customers-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.json$/);
    expect(JSON.parse(readFileSync(join(backups, file), "utf8"))).toMatchObject({
      pool: fullUserPool(),
      mfa: fullMfaConfig(),
    });
    expect(statSync(join(backups, file)).mode & 0o077).toBe(0);

    expect(await attach(["--yes"])).toEqual({ code: 0, output: expect.stringContaining("Nothing to change.") });
    expect([writes(), files()]).toEqual([1, [file]]);

    // What somebody set in the meantime stays: only the triggers go back.
    made.pool = { ...made.pool, UserPoolTags: { team: "identity", since: "attach" } };
    made.functions["legacy-hook"] = { pools: ["eu-west-1_Customers"] };
    const missing = await attach(["--undo", "--yes"]);
    expect(missing.output).toContain(`The function ${functionArn("legacy-claims")} does not exist`);
    expect([missing.code, writes()]).toEqual([1, 1]);

    made.functions["legacy-claims"] = { pools: ["eu-west-1_Customers"] };
    const shown = await attach(["--undo"]);
    expect(shown.output).toContain("PostConfirmation    cognito-trigger-suite-prod-postConfirmation → legacy-hook");
    expect([shown.code, writes()]).toEqual([0, 1]);
    expect((await attach(["--undo", "--yes"])).code).toBe(0);
    expect(made.pool).toEqual({
      ...fullUserPool(),
      ...moved,
      UserPoolTags: { team: "identity", since: "attach" },
    });
    expect((await attach(["--undo", "--yes"])).output).toContain("Nothing to change.");
    expect((await attach(["--undo", "--backup", join(backups, file), "--yes"])).output).toContain("Nothing to change.");
  });

  it("attaches those triggers that are named", async () => {
    const made = await given({ pool: { ...fullUserPool(), EmailConfiguration: {} } });
    expect((await attach(["--yes"])).output).toContain("does not send through SES");
    expect((await attach(["--yes", "--only", "PostAuthentication"])).code).toBe(0);
    expect(made.pool["LambdaConfig"]).toEqual({
      ...fullUserPool().LambdaConfig,
      PostAuthentication: suite("postAuthentication"),
    });
  });

  it("leaves version 1 to a pool that asks for it", async () => {
    const made = await given();
    expect((await attach(["--yes", "--token-version", "V1_0"])).code).toBe(0);
    expect(made.pool["LambdaConfig"]).toMatchObject({
      PreTokenGenerationConfig: { LambdaArn: suite("preTokenGeneration"), LambdaVersion: "V1_0" },
    });
  });

  const customMessage = "cognito-trigger-suite-prod-customMessage";
  const functions = (changes: Account["functions"][string] | undefined): Partial<Account> => {
    const { [customMessage]: _one, ...others } = account().functions;
    return { functions: changes ? { ...others, [customMessage]: changes } : others };
  };
  it.each<[string, Partial<Account>, string[], string]>([
    [
      "a function is missing",
      functions(undefined),
      [],
      `The function ${customMessage} does not exist. Deploy it first`,
    ],
    [
      "a permission is missing",
      functions({ pools: [] }),
      [],
      `This pool may not call the function ${customMessage}. Set userPool.existing: eu-west-1_Customers in config/prod.yml`,
    ],
    ["a permission is another pool's", functions({ pools: ["eu-west-1_Others"] }), [], "This pool may not call"],
    [
      "a function is another pool's",
      functions({ pools: ["eu-west-1_Customers"], environment: { USER_POOL_ID: "eu-west-1_Others" } }),
      [],
      "refuses events of any pool but eu-west-1_Others",
    ],
    [
      "a member of the pool is newer than the SDK",
      { pool: { ...fullUserPool(), Passkeys: { Required: true } } },
      [],
      "does not know Passkeys of this pool",
    ],
    [
      "a member within one is newer than the SDK",
      { pool: { ...fullUserPool(), UserPoolAddOns: { AdvancedSecurityMode: "AUDIT", Shield: "ON" } } },
      [],
      "does not know UserPoolAddOns.Shield of this pool",
    ],
    [
      "somebody else changes the pool",
      {
        onDescribe: (made, count) => {
          if (count === 2) made.pool = { ...made.pool, DeletionProtection: "INACTIVE" };
        },
      },
      [],
      'Somebody else has just changed the pool. Nothing was done; look at it and run this again.\n  DeletionProtection: "ACTIVE" → "INACTIVE"',
    ],
    ["the pool is not there", { pool: { Id: "eu-west-1_Gone" } }, [], "There is no user pool eu-west-1_Customers"],
    ["there is nothing to undo", {}, ["--undo"], "has no backup of eu-west-1_Customers"],
    ["the settings name another pool", {}, ["--pool", "eu-west-1_Others"], "is eu-west-1_Customers"],
    ["an option is none", {}, ["--force"], "--force"],
  ])("does nothing when %s", async (_what, changes, options, text) => {
    await given(changes);
    const { code, output } = await attach(["--yes", ...options]);
    expect([code, output, writes(), files()]).toEqual([1, expect.stringContaining(text), 0, []]);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it("goes on past a member that is named as one to leave out, and tells what became of it", async () => {
    await given({ pool: { ...fullUserPool(), Passkeys: { Required: true } } });
    const { code, output } = await attach(["--yes", "--without", "Passkeys"]);
    expect([code, writes()]).toEqual([1, 1]);
    expect(output).toContain("THE POOL LOST SETTINGS");
    expect(output).toContain("Passkeys.Required: true → none");
  });

  // The control of the comparison after the update.
  it("says loudly that a setting was lost, and how to give it back", async () => {
    const made = await given({ forget: ["UserPoolAddOns", "MfaConfiguration"] });
    const { code, output } = await attach(["--yes"]);
    expect([code, output]).toEqual([1, expect.stringContaining("THE POOL LOST SETTINGS")]);
    expect(output).toContain('UserPoolAddOns.AdvancedSecurityMode: "ENFORCED" → none');
    expect(output).toContain('MfaConfiguration: "OPTIONAL" → "OFF"');
    const [, file = ""] = /update-user-pool --cli-input-json file:\/\/(\S+)/.exec(output) ?? [];
    const { UserPoolId, UserPoolAddOns, LambdaConfig } = JSON.parse(readFileSync(file, "utf8"));
    expect({ UserPoolId, UserPoolAddOns, LambdaConfig }).toEqual({
      UserPoolId: made.pool["Id"],
      UserPoolAddOns: fullUserPool().UserPoolAddOns,
      LambdaConfig: fullUserPool().LambdaConfig,
    });
  });
});

describe("samples/existing-pool, packaged", () => {
  type Resource = { Type: string; Properties: Record<string, unknown> };
  let resources: Record<string, Resource> = {};

  beforeAll(() => {
    const target = join(folder, "package");
    framed(["package", "--stage", "prod", "--package", target], "samples/existing-pool");
    resources = JSON.parse(readFileSync(join(target, "cloudformation-template-update-stack.json"), "utf8")).Resources;
  });

  const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
  const values: Record<string, string> = { Partition: "aws", Region: "eu-west-1", AccountId: "123456789012" };
  const filled = (text: string) => text.replace(/\$\{AWS::(\w+)\}/g, (_, name) => values[name] ?? "");

  /** The resource policy that the template's permissions give a function. */
  const policyOf = (id: string): string => {
    const Statement = Object.values(resources)
      .filter(
        ({ Type, Properties: { FunctionName } }) =>
          Type === "AWS::Lambda::Permission" && JSON.stringify(FunctionName).includes(`"${id}"`),
      )
      .map(({ Properties: { Action, Principal, SourceArn, SourceAccount } }) => ({
        Effect: "Allow",
        Principal: { Service: Principal },
        Action,
        Condition: {
          ArnLike: { "AWS:SourceArn": filled((SourceArn as Record<string, string>)["Fn::Sub"] ?? "") },
          ...(SourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": "123456789012" } }),
        },
      }));
    return JSON.stringify({ Statement });
  };

  it.each(Object.values(suiteTriggers))("lets its pool, and no other, call %s", (name) => {
    const id = `${name[0]?.toUpperCase()}${name.slice(1)}LambdaFunction`;
    expect(resources[id]?.Properties).toMatchObject({
      FunctionName: `cognito-trigger-suite-prod-${name}`,
      Environment: { Variables: { USER_POOL_ID: "eu-west-1_AbCdEfGhI" } },
    });
    expect(mayInvoke(policyOf(id), pool)).toBe(true);
    expect(mayInvoke(policyOf(id), `${pool}2`)).toBe(false);
    expect(mayInvoke(policyOf(id), pool.replace("123456789012", "999999999999"))).toBe(false);
  });

  it("has no pool, and no trigger that attach does not know", () => {
    expect(Object.values(resources).filter(({ Type }) => Type === "AWS::Cognito::UserPool")).toEqual([]);
    const called = Object.values(resources).filter(
      ({ Type, Properties }) =>
        Type === "AWS::Lambda::Permission" && Properties["Principal"] === "cognito-idp.amazonaws.com",
    );
    expect(called).toHaveLength(Object.keys(suiteTriggers).length);
  });
});

it.each([
  [[], "Name a stage. There are dev, prod, staging."],
  [["--stage", "local"], "The local pool has its triggers."],
  [["--stage", "nowhere"], "There is no stage nowhere."],
  [["--stage", "dev"], "userPool.existing in config/dev.yml"],
])("attach %j is answered in words", async (options, text) => {
  const { code, output } = await new Promise<{ code: number; output: string }>((done) => {
    execFile(process.execPath, ["scripts/attach.ts", ...options], { cwd: root, env: process.env }, (error, _, errors) =>
      done({ code: Number(error?.code ?? 0), output: errors }),
    );
  });
  expect([code, output]).toEqual([1, expect.stringContaining(text)]);
});
