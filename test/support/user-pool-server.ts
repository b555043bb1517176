import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { fullMfaConfig, fullUserPool, functionArn } from "./full-user-pool.ts";

export type Pool = Record<string, unknown>;

/** The values that Cognito sets if an update omits them. It keeps the name and dynamic client registration. */
const defaults: Pool = {
  DeletionProtection: "INACTIVE",
  MfaConfiguration: "OFF",
  UserPoolTier: "ESSENTIALS",
  Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 7 } },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
};
const keptByUpdate = [
  "Id",
  "Name",
  "Arn",
  "CreationDate",
  "SchemaAttributes",
  "AliasAttributes",
  "UsernameConfiguration",
  "EstimatedNumberOfUsers",
  "Domain",
  "DcrConfiguration",
];

class Refused extends Error {}

/** Updates a pool like UpdateUserPool, which resets members that the request omits. @throws Refused */
export const updatePool = (pool: Pool, { UserPoolId: _id, PoolName, ...request }: Pool): Pool => {
  const admin = request["AdminCreateUserConfig"] as Pool | undefined;
  if (admin && "UnusedAccountValidityDays" in admin)
    throw new Refused(
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    );
  const { PreTokenGeneration: old, PreTokenGenerationConfig: versioned } = (request["LambdaConfig"] ?? {}) as {
    PreTokenGeneration?: string;
    PreTokenGenerationConfig?: { LambdaArn: string };
  };
  if (old && versioned && old !== versioned.LambdaArn) throw new Refused("PreTokenGeneration lambda arns must be same");
  const { TemporaryPasswordValidityDays } = ((request["Policies"] as Pool | undefined)?.["PasswordPolicy"] ??
    {}) as Pool;
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(pool).filter(([name]) => keptByUpdate.includes(name))),
    ...request,
    ...(PoolName !== undefined && { Name: PoolName }),
    // It describes some settings twice.
    LambdaConfig: {
      ...(request["LambdaConfig"] as object),
      ...(versioned && { PreTokenGeneration: versioned.LambdaArn }),
    },
    ...(admin && {
      AdminCreateUserConfig: { ...admin, UnusedAccountValidityDays: TemporaryPasswordValidityDays ?? 7 },
    }),
    LastModifiedDate: Number(pool["LastModifiedDate"]) + 60,
  };
};

type FunctionFacts = { pools: string[]; environment?: Record<string, string>; state?: string };

/** The state of the account, which tests can change. */
export type Account = {
  pool: Pool;
  mfa: Pool;
  functions: Record<string, FunctionFacts>;
  /** Members that Cognito ignores in the request. */
  forget: string[];
  /** Called before each description; the first is 1. */
  onDescribe: (account: Account, count: number) => void;
};

const policyFor = (name: string, pools: string[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: pools.map((pool) => ({
      Sid: `by-${name}`,
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: functionArn(name),
      Condition: {
        StringEquals: { "AWS:SourceAccount": "123456789012" },
        ArnLike: { "AWS:SourceArn": `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${pool}` },
      },
    })),
  });

/** An account with the full pool and a stage's five functions, which the pool may call. */
export const newAccount = (changes: Partial<Account> = {}, stage = "prod"): Account => ({
  pool: fullUserPool(),
  mfa: fullMfaConfig(),
  functions: Object.fromEntries(
    ["preSignup", "customMessage", "postConfirmation", "preTokenGeneration", "postAuthentication"].map((name) => [
      `cognito-trigger-suite-${stage}-${name}`,
      { pools: ["eu-west-1_Customers"], environment: { USER_POOL_ID: "eu-west-1_Customers" } },
    ]),
  ),
  forget: [],
  onDescribe: () => undefined,
  ...changes,
});

const answers: Record<string, (account: Account, input: Pool, calls: string[]) => unknown> = {
  DescribeUserPool: (account, { UserPoolId }, calls) => {
    account.onDescribe(account, calls.filter((call) => call === "DescribeUserPool").length);
    return UserPoolId === account.pool["Id"] ? { UserPool: account.pool } : undefined;
  },
  GetUserPoolMfaConfig: ({ mfa }) => mfa,
  UpdateUserPool: (account, input) => {
    const received = Object.fromEntries(Object.entries(input).filter(([name]) => !account.forget.includes(name)));
    account.pool = updatePool(account.pool, received);
    account.mfa = { ...account.mfa, MfaConfiguration: account.pool["MfaConfiguration"] };
    return {};
  },
};

const lambdaAnswer = ({ functions }: Account, name: string, policy: boolean): unknown => {
  const facts = functions[name];
  if (!facts || (policy && facts.pools.length === 0)) return undefined;
  if (policy) return { Policy: policyFor(name, facts.pools) };
  return {
    Configuration: {
      FunctionName: name,
      FunctionArn: functionArn(name),
      State: facts.state ?? "Active",
      Environment: { Variables: facts.environment ?? {} },
    },
  };
};

/** A fake of the Cognito and Lambda operations that attach uses. `calls` has the operations in order. */
export const startUserPoolServer = async (given: Account) => {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown, error = "") =>
      response
        .writeHead(status, { "Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": error })
        .end(JSON.stringify(body));
    const missing = () =>
      send(404, { __type: "ResourceNotFoundException", Message: "none" }, "ResourceNotFoundException");
    const [, name = "", policy] = /\/functions\/([^/?]+)(\/policy)?/.exec(decodeURIComponent(request.url ?? "")) ?? [];
    if (name) {
      calls.push(policy ? "GetPolicy" : "GetFunction");
      const answer = lambdaAnswer(given, name.replace(/^.*:function:/, ""), Boolean(policy));
      return answer ? send(200, answer) : missing();
    }
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    calls.push(operation);
    try {
      const answer = answers[operation]?.(given, (await json(request)) as Pool, calls);
      return answer ? send(200, answer) : send(400, { __type: "ResourceNotFoundException", message: "none" });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return send(400, { __type: "InvalidParameterException", message: error.message });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () => server.close(),
  };
};
