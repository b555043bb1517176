import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, afterEach, beforeEach, expect, it } from "@jest/globals";
import { SettingsError } from "../../../src/runtime/errors.ts";
import { type AttachOptions, attach } from "../../../tools/attach/attach.ts";
import { fullMfaConfig, fullUserPool, functionArn } from "../../support/full-user-pool.ts";
import { type Account, newAccount, startUserPoolServer } from "../../support/user-pool-server.ts";

const folder = mkdtempSync(join(tmpdir(), "attach-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const credentials = { accessKeyId: "a", secretAccessKey: "s" };
const options: AttachOptions = {
  stage: "prod",
  name: "cognito-trigger-suite-prod",
  userPoolId: "eu-west-1_Customers",
  triggers: ["PreSignUp", "CustomMessage", "PostConfirmation", "PreTokenGeneration", "PostAuthentication"],
  tokenVersion: "V2_0",
  without: [],
  undo: false,
  folder,
  dryRun: false,
};

let backups = "";
let server: Awaited<ReturnType<typeof startUserPoolServer>> | undefined;
beforeEach(() => {
  backups = mkdtempSync(join(folder, "backups-"));
});
afterEach(() => void server?.stop());

/** Runs attach, and returns the lines that it prints and the message of its error, or an empty one. */
const runAttach = async (changes: Partial<AttachOptions> = {}) => {
  const client = { region: "eu-west-1", endpoint: server?.url ?? "", credentials };
  const lines: string[] = [];
  let refusal = "";
  try {
    await attach(
      { ...options, folder: backups, ...changes },
      {
        cognito: new CognitoIdentityProviderClient(client),
        lambda: new LambdaClient(client),
        print: (line) => lines.push(line),
      },
    );
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    refusal = (error as Error).message;
  }
  return { lines, refusal };
};

const startAccount = async (changes: Partial<Account> = {}): Promise<Account> => {
  const made = newAccount(changes);
  server = await startUserPoolServer(made);
  return made;
};

const suite = (name: string) => functionArn(`cognito-trigger-suite-prod-${name}`);
const suiteTriggers = {
  ...fullUserPool().LambdaConfig,
  PreSignUp: suite("preSignup"),
  CustomMessage: suite("customMessage"),
  PostConfirmation: suite("postConfirmation"),
  PostAuthentication: suite("postAuthentication"),
  PreTokenGeneration: suite("preTokenGeneration"),
  PreTokenGenerationConfig: { LambdaArn: suite("preTokenGeneration"), LambdaVersion: "V2_0" },
};
const countWrites = () => (server?.calls ?? []).filter((call) => call === "UpdateUserPool").length;
const listFiles = () => readdirSync(backups).sort();

it("shows the changes, and makes none, in a dry run", async () => {
  const { pool } = await startAccount();
  expect(await runAttach({ dryRun: true })).toEqual({
    lines: [
      "LambdaConfig of eu-west-1_Customers (Customers):",
      "  CustomMessage       none → cognito-trigger-suite-prod-customMessage",
      "  CustomSMSSender     own-sms (V1_0) (unchanged)",
      "  PostAuthentication  none → cognito-trigger-suite-prod-postAuthentication",
      "  PostConfirmation    legacy-hook → cognito-trigger-suite-prod-postConfirmation",
      "  PreAuthentication   risk-check (unchanged)",
      "  PreSignUp           none → cognito-trigger-suite-prod-preSignup",
      "  PreTokenGeneration  legacy-claims (V1_0) → cognito-trigger-suite-prod-preTokenGeneration (V2_0)",
      `Warning: PostConfirmation is ${functionArn("legacy-hook")} now. Cognito will no longer call it.`,
      `Warning: PreTokenGeneration is ${functionArn("legacy-claims")} now. Cognito will no longer call it.`,
      "Nothing was changed. To make the changes, add --yes.",
    ],
    refusal: "",
  });
  expect([countWrites(), listFiles(), pool]).toEqual([0, [], fullUserPool()]);
});

it("sets the triggers, keeps everything else, and undoes it", async () => {
  const made = await startAccount();
  const { lines, refusal } = await runAttach();
  const [file = ""] = listFiles();
  expect([lines.slice(-2), refusal]).toEqual([
    [
      `Done. All other settings of the pool are unchanged. Backup: ${join(backups, file)}`,
      "To undo: npx suite attach --stage prod --pool eu-west-1_Customers --undo --yes",
    ],
    "",
  ]);
  const moved = { LastModifiedDate: expect.any(Number) };
  expect(made.pool).toEqual({ ...fullUserPool(), ...moved, LambdaConfig: suiteTriggers });
  expect(made.mfa).toEqual(fullMfaConfig());
  expect(file).toMatch(/^eu-west-1_Customers-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.json$/);
  expect(JSON.parse(readFileSync(join(backups, file), "utf8"))).toMatchObject({
    pool: fullUserPool(),
    mfa: fullMfaConfig(),
  });
  expect(statSync(join(backups, file)).mode & 0o077).toBe(0);

  expect((await runAttach()).lines.at(-1)).toBe("Nothing to change.");
  expect([countWrites(), listFiles()]).toEqual([1, [file]]);

  // Other changes in the meantime stay: only the triggers are undone.
  made.pool = { ...made.pool, UserPoolTags: { team: "identity", since: "attach" } };
  made.functions["legacy-hook"] = { pools: ["eu-west-1_Customers"] };
  const missing = await runAttach({ undo: true });
  expect(missing.refusal).toContain(`The function ${functionArn("legacy-claims")} does not exist`);
  expect(countWrites()).toBe(1);

  made.functions["legacy-claims"] = { pools: ["eu-west-1_Customers"] };
  expect((await runAttach({ undo: true, dryRun: true })).lines).toContain(
    "  PostConfirmation    cognito-trigger-suite-prod-postConfirmation → legacy-hook",
  );
  expect(countWrites()).toBe(1);
  expect((await runAttach({ undo: true })).refusal).toBe("");
  expect(made.pool).toEqual({
    ...fullUserPool(),
    ...moved,
    UserPoolTags: { team: "identity", since: "attach" },
  });
  expect((await runAttach({ undo: true })).lines.at(-1)).toBe("Nothing to change.");
  expect((await runAttach({ undo: true, backup: join(backups, file) })).lines.at(-1)).toBe("Nothing to change.");
});

it("attaches only the triggers that are named", async () => {
  const made = await startAccount({ pool: { ...fullUserPool(), EmailConfiguration: {} } });
  expect((await runAttach()).refusal).toContain("does not send through SES");
  expect((await runAttach({ triggers: ["PostAuthentication"] })).refusal).toBe("");
  expect(made.pool["LambdaConfig"]).toEqual({
    ...fullUserPool().LambdaConfig,
    PostAuthentication: suite("postAuthentication"),
  });
});

it("can attach version 1 of the token trigger", async () => {
  const made = await startAccount();
  expect((await runAttach({ tokenVersion: "V1_0" })).refusal).toBe("");
  expect(made.pool["LambdaConfig"]).toMatchObject({
    PreTokenGenerationConfig: { LambdaArn: suite("preTokenGeneration"), LambdaVersion: "V1_0" },
  });
});

const customMessage = "cognito-trigger-suite-prod-customMessage";
const functions = (changes: Account["functions"][string] | undefined): Partial<Account> => {
  const { [customMessage]: _one, ...others } = newAccount().functions;
  return { functions: changes ? { ...others, [customMessage]: changes } : others };
};
it.each<[string, Partial<Account>, Partial<AttachOptions>, string]>([
  ["a function is missing", functions(undefined), {}, `The function ${customMessage} does not exist. Deploy it first`],
  [
    "a permission is missing",
    functions({ pools: [] }),
    {},
    `This pool is not allowed to call the function ${customMessage}. Set userPool.existing: eu-west-1_Customers in config/prod.yml`,
  ],
  [
    "a permission belongs to another pool",
    functions({ pools: ["eu-west-1_Others"] }),
    {},
    "This pool is not allowed to call",
  ],
  [
    "a function belongs to another pool",
    functions({ pools: ["eu-west-1_Customers"], environment: { USER_POOL_ID: "eu-west-1_Others" } }),
    {},
    "accepts events of pool eu-west-1_Others only",
  ],
  [
    "a member of the pool is newer than the SDK",
    { pool: { ...fullUserPool(), Passkeys: { Required: true } } },
    {},
    "does not know Passkeys of this pool",
  ],
  [
    "a nested member is newer than the SDK",
    { pool: { ...fullUserPool(), UserPoolAddOns: { AdvancedSecurityMode: "AUDIT", Shield: "ON" } } },
    {},
    "does not know UserPoolAddOns.Shield of this pool",
  ],
  [
    "another user changes the pool",
    {
      onDescribe: (made, count) => {
        if (count === 2) made.pool = { ...made.pool, DeletionProtection: "INACTIVE" };
      },
    },
    {},
    'The pool has changed since it was read, so nothing was done. Check the pool and run this again.\n  DeletionProtection: "ACTIVE" → "INACTIVE"',
  ],
  ["the pool does not exist", { pool: { Id: "eu-west-1_Gone" } }, {}, "There is no user pool eu-west-1_Customers"],
  ["there is nothing to undo", {}, { undo: true }, "has no backup of eu-west-1_Customers"],
])("does nothing if %s", async (_what, changes, more, text) => {
  await startAccount(changes);
  const { refusal } = await runAttach(more);
  expect([refusal, countWrites(), listFiles()]).toEqual([expect.stringContaining(text), 0, []]);
});

it("continues without a member of --without, and reports its loss", async () => {
  await startAccount({ pool: { ...fullUserPool(), Passkeys: { Required: true } } });
  const { refusal } = await runAttach({ without: ["Passkeys"] });
  expect(countWrites()).toBe(1);
  expect(refusal).toContain("THE POOL LOST SETTINGS");
  expect(refusal).toContain("Passkeys.Required: true → none");
});

// The control for the comparison after the update.
it("reports a lost setting, and how to restore it", async () => {
  const made = await startAccount({ forget: ["UserPoolAddOns", "MfaConfiguration"] });
  const { refusal } = await runAttach();
  expect(refusal).toContain("THE POOL LOST SETTINGS");
  expect(refusal).toContain('UserPoolAddOns.AdvancedSecurityMode: "ENFORCED" → none');
  expect(refusal).toContain('MfaConfiguration: "OPTIONAL" → "OFF"');
  const [, file = ""] = /update-user-pool --cli-input-json file:\/\/(\S+)/.exec(refusal) ?? [];
  const { UserPoolId, UserPoolAddOns, LambdaConfig } = JSON.parse(readFileSync(file, "utf8"));
  expect({ UserPoolId, UserPoolAddOns, LambdaConfig }).toEqual({
    UserPoolId: made.pool["Id"],
    UserPoolAddOns: fullUserPool().UserPoolAddOns,
    LambdaConfig: fullUserPool().LambdaConfig,
  });
});
