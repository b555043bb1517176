import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { toItem } from "../../src/aws/table.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import { copyUsers, oweWelcomes } from "../../tools/operate/backfill.ts";
import { readWelcomeSince } from "../../tools/operate/welcome-since.ts";
import { openProgress } from "../../tools/progress.ts";
import {
  clientId,
  eventually,
  mailNumber,
  mailsTo,
  quietly,
  readCode,
  rowsOf,
  tableName,
  urls,
  userPoolId,
} from "../support/clients.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";
import { patience } from "../support/patience.ts";
import { newAddress, password } from "../support/people.ts";
import { environmentFor } from "../support/place.ts";
import { startPool } from "../support/pool-processes.ts";
import { suiteWith } from "../support/suite.ts";

jest.setTimeout(patience.test);

const local = { region: "eu-west-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
const client = new DynamoDBClient({ ...local, endpoint: urls.dynamodb });

/** A second pool for the stack's functions, table and inbox. Its triggers reach table and Lambda through proxies. */
const startWorld = async () => {
  const state = await mkdtemp(join(tmpdir(), "missed-"));
  const [dynamodb, lambda] = [await startFaultProxy(urls.dynamodb), await startFaultProxy(urls.lambda)];
  const pool = await startPool(state, {
    ...environmentFor({ dynamodb: dynamodb.url, backend: lambda.url }),
    ENSURE_PROFILE_FUNCTION: "cognito-trigger-suite-local-ensureProfile",
    POWERTOOLS_LOG_LEVEL: "WARN",
    TABLE_NAME: tableName,
  });
  return {
    url: pool.url,
    dynamodb,
    logged: pool.logged,
    cognito: new CognitoIdentityProviderClient({ ...local, endpoint: pool.url }),
    breakAll: () => {
      for (const proxy of [dynamodb, lambda]) proxy.use({ fault: "black-hole" });
    },
    mendAll: () => {
      for (const proxy of [dynamodb, lambda]) proxy.use();
    },
    met: () => [dynamodb, lambda].map(({ met }) => met["black-hole"] ?? 0),
    state,
    stop: async () => {
      await pool.stop();
      await Promise.all([dynamodb.close(), lambda.close()]);
      await rm(state, { recursive: true, force: true });
    },
  };
};

describe("after an outage of both DynamoDB and Lambda", () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const copy = async () => {
    const lines: string[] = [];
    await copyUsers(work(client, false), join(world.state, "backfill.json"), outputTo(lines));
    return lines;
  };
  const owe = async (since: string, { dryRun = false, at = client } = {}) => {
    const lines: string[] = [];
    const time = readWelcomeSince(since, Date.now()) ?? 0;
    const error = await oweWelcomes(work(at, dryRun), time, outputTo(lines)).catch(String);
    return { lines, error };
  };
  const work = (at: DynamoDBClient, dryRun: boolean) => ({
    resources: { table: { client: at, name: tableName }, cognito: world.cognito },
    userPoolId,
    suite: suiteWith(),
    perSecond: 1_000,
    dryRun,
  });
  const outputTo = (lines: string[]) => ({
    print: (line: string) => lines.push(line),
    progress: openProgress(process.stderr, false),
    isWatched: false,
  });

  /** The same as a command. */
  const backfill = (...options: string[]) =>
    new Promise<{ code: number; lines: string[] }>((done) => {
      execFile(
        process.execPath,
        ["tools/suite.ts", "backfill", "--stage", "local", "--limit", "1000/s", ...options],
        {
          cwd: resolve(__dirname, "../.."),
          env: {
            ...process.env,
            LOCAL_STATE: world.state,
            AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
            AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: world.url,
          },
        },
        (error, output, errors) =>
          done({ code: Number(error?.code ?? 0), lines: (output + errors).trim().split("\n") }),
      );
    });

  const signUp = async (more: Record<string, string> = {}) => {
    const email = newAddress();
    const attributes = { email, given_name: "Ada", ...more };
    const { UserSub: sub = "" } = await world.cognito.send(
      new SignUpCommand({
        ClientId: clientId,
        Username: email,
        Password: password,
        UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      }),
    );
    return { email, sub, code: readCode(await mailNumber(email, 1)) };
  };
  const confirm = ({ email, code }: { email: string; code: string }) =>
    world.cognito.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }));
  const signIn = (email: string, word = password) =>
    world.cognito.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: email, PASSWORD: word },
      }),
    );
  const comeFromProvider = async (email: string) => {
    const answer = await fetch(world.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AWSCognitoIdentityProviderService.FederatedSignIn",
      },
      body: JSON.stringify({
        ClientId: clientId,
        ProviderName: "Google",
        ProviderUserId: randomUUID(),
        Attributes: { email, email_verified: "true", given_name: "Ada" },
      }),
    });
    expect(answer.status).toBe(200);
  };
  /** A user created by an administrator, who has signed in and chosen a password. */
  const createInvited = async () => {
    const email = newAddress();
    const { User } = await world.cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: "local_users",
        Username: email,
        TemporaryPassword: "Temporary-1-pass",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
    const { Session } = await signIn(email, "Temporary-1-pass");
    await world.cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: email, NEW_PASSWORD: password },
      }),
    );
    return { email, sub: User?.Username ?? "" };
  };

  const rowsOwed = async (sub: string) => (await rowsOf(sub)).filter(({ sk }) => sk.startsWith("OUTBOX#"));
  const profileRow = async (sub: string) => (await rowsOf(sub)).find(({ sk }) => sk === "PROFILE");
  const welcomes = async (email: string) =>
    (await mailsTo(email)).filter(({ subject }) => /^(Welcome|Willkommen)/.test(subject));

  it("queues one welcome mail for each missed sign-up, and none for other users", async () => {
    const [seen, unseen] = [await signUp(), await signUp({ locale: "de" })];
    const slow = await signUp();
    const since = new Date().toISOString();
    const confirmedAt = Date.parse(`${since.slice(0, "2026-01-31T09:30:00".length)}Z`);

    world.breakAll();
    const federated = newAddress();
    // One at a time, like in a Lambda instance, because they share a logger.
    await confirm(seen);
    await confirm(unseen);
    await comeFromProvider(federated);
    const failed = /"trigger failed".*"triggerSource":"PostConfirmation_ConfirmSignUp"/g;
    await eventually(async () => world.logged().match(failed)?.[2]);
    expect(world.logged().match(failed)).toHaveLength(3);
    for (const count of world.met()) expect(count).toBeGreaterThan(0);
    world.mendAll();
    expect([await rowsOf(seen.sub), await rowsOf(unseen.sub)]).toEqual([[], []]);

    const healthy = await signUp();
    await confirm(healthy);
    await mailNumber(healthy.email, 2);
    const made = await createInvited();
    await confirm(slow);
    await mailNumber(slow.email, 2);

    // The next token and a backfill write the profile, but no welcome.
    expect((await signIn(seen.email)).AuthenticationResult?.IdToken).toBeDefined();
    const row = await eventually(() => profileRow(seen.sub));
    expect(row).not.toHaveProperty("confirmedAt");
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(profileKey(seen.sub)),
        UpdateExpression: "SET claims = :claims",
        ExpressionAttributeValues: toItem({ ":claims": { roles: ["admin"] } }),
      }),
    );
    await eventually(() => profileRow(made.sub));
    expect(await copy()).toEqual([expect.stringMatching(/^6 users seen: \d written/)]);
    for (const { sub } of [seen, unseen, made]) expect(await rowsOwed(sub)).toEqual([]);

    const found = [
      "6 users seen: 3 without their welcome, 2 with it; skipped: 1 made by an administrator, 0 known before, 0 disabled.",
      "2 of them signed up with an app client that the table does not know, and will get the default brand.",
    ];
    const dry = { code: 0, lines: [...found, "3 welcome mails would be queued. To queue them, add --yes."] };
    expect(await backfill("--welcome-since", since)).toEqual(dry);
    expect(await backfill("--welcome-since", since, "--yes", "--dry-run")).toEqual(dry);
    for (const { sub } of [seen, unseen, made]) expect(await rowsOwed(sub)).toEqual([]);

    // After ten reads, the table accepts only one of the writes.
    world.dynamodb.use({ fault: "conflict", operations: ["TransactWriteItems"], from: 12 });
    const broken = await owe(since, { at: new DynamoDBClient({ ...local, endpoint: world.dynamodb.url }) });
    world.dynamodb.use();
    expect(broken).toEqual({
      lines: [...found, "1 of 3 welcome mails queued. For the rest, run this again."],
      error: expect.stringContaining("Transaction"),
    });
    const again = await backfill("--welcome-since", since, "--yes");
    expect([again.code, again.lines[0], again.lines.at(-1)]).toEqual([
      0,
      "6 users seen: 2 without their welcome, 3 with it; skipped: 1 made by an administrator, 0 known before, 0 disabled.",
      "2 welcome mails queued. The suite starts to send them within a minute.",
    ]);
    expect(await mailNumber(seen.email, 2)).toMatchObject({ subject: "Welcome to Example" });
    expect(await mailNumber(unseen.email, 2)).toMatchObject({ subject: expect.stringMatching(/^Willkommen/) });
    expect(await mailNumber(federated, 1)).toMatchObject({ subject: "Welcome to Example" });
    for (const { sub } of [seen, unseen])
      await eventually(async () => (await rowsOwed(sub)).find(({ status }) => status === "SENT"));
    expect(await profileRow(seen.sub)).toEqual({
      ...row,
      claims: { roles: ["admin"] },
      confirmedAt,
      ...(await readMailStatus(seen.sub)),
    });
    expect(await profileRow(unseen.sub)).toMatchObject({
      givenName: "Ada",
      locale: "de",
      confirmedAt,
    });

    expect((await owe(since)).lines).toEqual([
      "6 users seen: 0 without their welcome, 5 with it; skipped: 1 made by an administrator, 0 known before, 0 disabled.",
    ]);
    await quietly();
    for (const email of [seen.email, unseen.email, federated, healthy.email, slow.email])
      expect([email, (await welcomes(email)).length]).toEqual([email, 1]);
    expect(await welcomes(made.email)).toEqual([]);
  });

  /** The part of the profile that the event of a sent mail may have written. */
  const readMailStatus = async (sub: string) => {
    const mailStatus = (await profileRow(sub))?.["mailStatus"];
    return mailStatus === undefined ? {} : { mailStatus };
  };
});
