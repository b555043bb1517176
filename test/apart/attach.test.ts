import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { suiteTriggers } from "../../src/runtime/trigger-names.ts";
import { mayInvoke } from "../../tools/attach/functions.ts";
import { fullUserPool, functionArn } from "../support/full-user-pool.ts";
import { readPackagedTemplate } from "../support/packaged.ts";
import { patience } from "../support/patience.ts";
import { newAccount, startUserPoolServer } from "../support/user-pool-server.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "attach-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the package of samples/existing-pool", () => {
  type Resource = { Type: string; Properties: Record<string, unknown> };
  let resources: Record<string, Resource> = {};

  beforeAll(() => {
    resources = readPackagedTemplate("prod", "samples/existing-pool").template.Resources;
  });

  const pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
  const values: Record<string, string> = { Partition: "aws", Region: "eu-west-1", AccountId: "123456789012" };
  const fillPseudoParameters = (text: string) => text.replace(/\$\{AWS::(\w+)\}/g, (_, name) => values[name] ?? "");

  /** A function's resource policy, from the template's permissions. */
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
          ArnLike: { "AWS:SourceArn": fillPseudoParameters((SourceArn as Record<string, string>)["Fn::Sub"] ?? "") },
          ...(SourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": "123456789012" } }),
        },
      }));
    return JSON.stringify({ Statement });
  };

  it.each(Object.values(suiteTriggers))("lets only its own pool invoke %s", (name) => {
    const id = `${name[0]?.toUpperCase()}${name.slice(1)}LambdaFunction`;
    expect(resources[id]?.Properties).toMatchObject({
      FunctionName: `cognito-trigger-suite-prod-${name}`,
      Environment: { Variables: { USER_POOL_ID: "eu-west-1_AbCdEfGhI" } },
    });
    expect(mayInvoke(policyOf(id), pool)).toBe(true);
    expect(mayInvoke(policyOf(id), `${pool}2`)).toBe(false);
    expect(mayInvoke(policyOf(id), pool.replace("123456789012", "999999999999"))).toBe(false);
  });

  it("has no user pool, and only triggers that attach knows", () => {
    expect(Object.values(resources).filter(({ Type }) => Type === "AWS::Cognito::UserPool")).toEqual([]);
    const called = Object.values(resources).filter(
      ({ Type, Properties }) =>
        Type === "AWS::Lambda::Permission" && Properties["Principal"] === "cognito-idp.amazonaws.com",
    );
    expect(called).toHaveLength(Object.keys(suiteTriggers).length);
  });
});

describe("npx suite attach", () => {
  const settings = join(folder, "settings");
  let server: Awaited<ReturnType<typeof startUserPoolServer>>;
  const account = newAccount();
  beforeAll(async () => {
    mkdirSync(join(settings, "config"), { recursive: true });
    writeFileSync(
      join(settings, "config", "prod.yml"),
      `region: eu-west-1
mail: { from: no-reply@mail.example.com, identity: mail.example.com }
userPool: { existing: eu-west-1_Customers, appClientIds: [1h57kf5cpq17m0eml12EXAMPLE] }
`,
    );
    server = await startUserPoolServer(account);
  });
  afterAll(() => void server.stop());

  const attach = (options: string[]) =>
    new Promise<{ code: number; output: string }>((done) => {
      const env = { ...process.env, AWS_ENDPOINT_URL: server.url, AWS_REGION: "" };
      execFile(
        process.execPath,
        ["tools/suite.ts", "attach", ...options],
        { cwd: root, env },
        (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
      );
    });
  const prod = ["--stage", "prod", "--config", settings, "--folder", join(folder, "backups")];

  it("previews the changes, makes them, and undoes them", async () => {
    expect(await attach(prod)).toEqual({ code: 0, output: expect.stringContaining("To make the changes, add --yes.") });
    expect((await attach([...prod, "--yes", "--dry-run"])).output).toContain("To make the changes, add --yes.");
    expect(account.pool).toEqual(fullUserPool());
    expect(await attach([...prod, "--yes", "--only", "PostAuthentication", "--token-version", "V1_0"])).toEqual({
      code: 0,
      output: expect.stringContaining("All other settings of the pool are unchanged"),
    });
    expect(account.pool["LambdaConfig"]).toMatchObject({
      PostAuthentication: functionArn("cognito-trigger-suite-prod-postAuthentication"),
    });
    expect((await attach([...prod, "--undo", "--yes"])).code).toBe(0);
    expect(account.pool["LambdaConfig"]).toEqual(fullUserPool().LambdaConfig);
  });

  it.each([
    [[], "Name a stage with --stage; the stages are dev, prod, staging"],
    [["--stage", "dev"], "userPool.existing in config/dev.yml"],
    [["--stage", "dev", "--force"], "--force"],
    [[...prod, "--pool", "eu-west-1_Others"], "is eu-west-1_Customers"],
  ])("fails with a clear message and no stack trace: %j", async (options, text) => {
    const { code, output } = await attach(options);
    expect([code, output]).toEqual([1, expect.stringContaining(text)]);
    expect(output).not.toMatch(/^\s+at /m);
  });
});
