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

/** Attaches, or shows what would change; answers with what it said and the error's message, empty without one. */
const attached = async (changes: Partial<AttachOptions> = {}) => {
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

const given = async (changes: Partial<Account> = {}): Promise<Account> => {
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
const writes = () => (server?.calls ?? []).filter((call) => call === "UpdateUserPool").length;
const files = () => readdirSync(backups).sort();

it("shows what would change, and changes nothing, in a dry run", async () => {
  const { pool } = await given();
  expect(await attached({ dryRun: true })).toEqual({
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
  expect([writes(), files(), pool]).toEqual([0, [], fullUserPool()]);
});

it("sets the triggers, keeps all else, and goes back", async () => {
  const made = await given();
  const { lines, refusal } = await attached();
  const [file = ""] = files();
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

  expect((await attached()).lines.at(-1)).toBe("Nothing to change.");
  expect([writes(), files()]).toEqual([1, [file]]);

  // What somebody set in the meantime stays: only the triggers go back.
  made.pool = { ...made.pool, UserPoolTags: { team: "identity", since: "attach" } };
  made.functions["legacy-hook"] = { pools: ["eu-west-1_Customers"] };
  const missing = await attached({ undo: true });
  expect(missing.refusal).toContain(`The function ${functionArn("legacy-claims")} does not exist`);
  expect(writes()).toBe(1);

  made.functions["legacy-claims"] = { pools: ["eu-west-1_Customers"] };
  expect((await attached({ undo: true, dryRun: true })).lines).toContain(
    "  PostConfirmation    cognito-trigger-suite-prod-postConfirmation → legacy-hook",
  );
  expect(writes()).toBe(1);
  expect((await attached({ undo: true })).refusal).toBe("");
  expect(made.pool).toEqual({
    ...fullUserPool(),
    ...moved,
    UserPoolTags: { team: "identity", since: "attach" },
  });
  expect((await attached({ undo: true })).lines.at(-1)).toBe("Nothing to change.");
  expect((await attached({ undo: true, backup: join(backups, file) })).lines.at(-1)).toBe("Nothing to change.");
});

it("attaches those triggers that are named", async () => {
  const made = await given({ pool: { ...fullUserPool(), EmailConfiguration: {} } });
  expect((await attached()).refusal).toContain("does not send through SES");
  expect((await attached({ triggers: ["PostAuthentication"] })).refusal).toBe("");
  expect(made.pool["LambdaConfig"]).toEqual({
    ...fullUserPool().LambdaConfig,
    PostAuthentication: suite("postAuthentication"),
  });
});

it("leaves version 1 to a pool that asks for it", async () => {
  const made = await given();
  expect((await attached({ tokenVersion: "V1_0" })).refusal).toBe("");
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
    "a permission is another pool's",
    functions({ pools: ["eu-west-1_Others"] }),
    {},
    "This pool is not allowed to call",
  ],
  [
    "a function is another pool's",
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
    "a member within one is newer than the SDK",
    { pool: { ...fullUserPool(), UserPoolAddOns: { AdvancedSecurityMode: "AUDIT", Shield: "ON" } } },
    {},
    "does not know UserPoolAddOns.Shield of this pool",
  ],
  [
    "somebody else changes the pool",
    {
      onDescribe: (made, count) => {
        if (count === 2) made.pool = { ...made.pool, DeletionProtection: "INACTIVE" };
      },
    },
    {},
    'The pool has changed since it was read, so nothing was done. Check the pool and run this again.\n  DeletionProtection: "ACTIVE" → "INACTIVE"',
  ],
  ["the pool is not there", { pool: { Id: "eu-west-1_Gone" } }, {}, "There is no user pool eu-west-1_Customers"],
  ["there is nothing to undo", {}, { undo: true }, "has no backup of eu-west-1_Customers"],
])("does nothing when %s", async (_what, changes, more, text) => {
  await given(changes);
  const { refusal } = await attached(more);
  expect([refusal, writes(), files()]).toEqual([expect.stringContaining(text), 0, []]);
});

it("goes on past a member that is named as one to leave out, and tells what became of it", async () => {
  await given({ pool: { ...fullUserPool(), Passkeys: { Required: true } } });
  const { refusal } = await attached({ without: ["Passkeys"] });
  expect(writes()).toBe(1);
  expect(refusal).toContain("THE POOL LOST SETTINGS");
  expect(refusal).toContain("Passkeys.Required: true → none");
});

// The control of the comparison after the update.
it("says loudly that a setting was lost, and how to give it back", async () => {
  const made = await given({ forget: ["UserPoolAddOns", "MfaConfiguration"] });
  const { refusal } = await attached();
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
