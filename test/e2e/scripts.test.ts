import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CreateTableCommand, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { readProfile, saveProfile, saveSignIn } from "../../src/aws/person.ts";
import { toItem } from "../../src/aws/table.ts";
import { createMailForFact } from "../../src/rules/mail/owed.ts";
import { dueKey, outboxKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
import { copyUsers } from "../../tools/operate/backfill.ts";
import { redriveMails } from "../../tools/operate/dead-mails.ts";
import { forgetUser } from "../../tools/operate/forget-rows.ts";
import { openProgress } from "../../tools/progress.ts";
import { eventually, mailNumber, rowsOf, tableName, urls, userPoolId } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { type HttpStandIn, json as jsonAnswer, startHttpStandIn } from "../support/http-stand-in.ts";
import { patience } from "../support/patience.ts";
import { newAddress, signUp, signUpConfirmedPerson } from "../support/people.ts";
import { suiteWith } from "../support/suite.ts";

jest.setTimeout(patience.test);

const state = mkdtempSync(join(tmpdir(), "scripts-"));
const account = { region: "eu-west-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
const client = new DynamoDBClient({ ...account, endpoint: urls.dynamodb });
const table = { client, name: "" };

/** A new table for each test. */
beforeEach(async () => {
  table.name = `scripts-test-${randomUUID()}`;
  await client.send(new CreateTableCommand(newTableInput(table.name)));
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

const runWith = (command: string, options: string[], environment: Record<string, string>) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["tools/suite.ts", command, ...options],
      { cwd: resolve(__dirname, "../.."), env: { ...process.env, LOCAL_STATE: state, ...environment } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });

const run = (command: string, options: string[]) =>
  runWith(command, options, {
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: urls.cognito,
  });

describe("backfill", () => {
  const tokens: Array<string | undefined> = [];
  const subs: string[] = [];
  let failing = "";
  let server: Server;
  let pagedCognito = "";

  /** The stack's Cognito with these users only, one on each page: the emulator has a single page. */
  beforeAll(async () => {
    const users = [await signUpConfirmedPerson(), await signUpConfirmedPerson({ locale: "de" })];
    subs.push(...users.map(({ sub }) => sub), await signUp(newAddress()));
    server = createServer(async (request, response) => {
      const { PaginationToken, ...asked } = (await json(request)) as { PaginationToken?: string };
      tokens.push(PaginationToken);
      const headers = { "Content-Type": "application/x-amz-json-1.1" };
      if (String(request.headers["x-amz-target"]).endsWith("DescribeUserPool")) {
        response.writeHead(200, headers).end(JSON.stringify({ UserPool: { EstimatedNumberOfUsers: 3 } }));
        return;
      }
      if (PaginationToken !== undefined && PaginationToken === failing) {
        response.writeHead(400, headers).end(JSON.stringify({ __type: "NotAuthorizedException", message: "not now" }));
        return;
      }
      const answer = await fetch(urls.cognito, {
        method: "POST",
        headers: { ...headers, "X-Amz-Target": String(request.headers["x-amz-target"]) },
        body: JSON.stringify(asked),
      });
      const { Users } = (await answer.json()) as {
        Users: Array<{ Attributes: Array<{ Name: string; Value: string }> }>;
      };
      const at = Number(PaginationToken ?? 0);
      const user = Users.find(({ Attributes }) => Attributes.some(({ Value }) => Value === subs[at]));
      const next = at + 1 < subs.length ? { PaginationToken: `${at + 1}` } : {};
      response.writeHead(200, headers).end(JSON.stringify({ Users: [user], ...next }));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    pagedCognito = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const rows = () => Promise.all(subs.map((sub) => readProfile(table, { consistent: true })(sub, noHurry)));

  const copy = async ({ dryRun = false, isWatched = false } = {}) => {
    const lines: string[] = [];
    const shown: string[] = [];
    const cognito = new CognitoIdentityProviderClient({ ...account, endpoint: pagedCognito, maxAttempts: 1 });
    const work = { resources: { table, cognito }, userPoolId, suite: suiteWith(), perSecond: 1_000, dryRun };
    const progress = openProgress({ write: (text) => shown.push(text), columns: 200 }, isWatched);
    const output = { print: (line: string) => lines.push(line), progress, isWatched };
    const failed = await copyUsers(work, join(state, "backfill.json"), output).catch((error: Error) => error.message);
    return { lines, shown, failed };
  };

  it("shows what it would write in a dry run, and writes nothing", async () => {
    expect((await copy({ dryRun: true })).lines).toEqual([
      "3 users seen: 2 to write, 0 already there, 1 not confirmed, 0 without sub.",
    ]);
    expect(await rows()).toEqual([undefined, undefined, undefined]);
    expect(readdirSync(state)).toEqual([]);
  });

  it("stops at an error, continues from there, and keeps existing rows", async () => {
    await saveProfile(table)(
      { sub: subs[0] ?? "", profile: { ...(await known()), userName: "kept", claims: { role: "admin" } } },
      noHurry,
    );
    tokens.length = 0;
    failing = "1";
    expect(await copy()).toMatchObject({ lines: [], failed: "not now" });
    failing = "";
    expect((await copy()).lines).toEqual([
      expect.stringContaining("Continuing after 1 users"),
      "3 users seen: 1 written, 1 already there, 1 not confirmed, 0 without sub.",
    ]);
    expect(tokens).toEqual([undefined, "1", "1", "2"]);
    const [first, second, third] = await rows();
    expect(first).toMatchObject({ userName: "kept", claims: { role: "admin" } });
    expect(second).toMatchObject({ givenName: "Ada", locale: "de", emailVerified: true });
    expect(third).toBeUndefined();
    expect(readdirSync(state)).toEqual([]);

    expect((await copy()).lines).toEqual(["3 users seen: 0 written, 2 already there, 1 not confirmed, 0 without sub."]);
  });

  it("shows its progress on a terminal", async () => {
    const { shown } = await copy({ isWatched: true });
    expect(shown[0]).toContain("[=======             ] 33 % of about 3: 1 users seen: 1 written");
    expect(shown).toHaveLength(4);
    expect((await copy()).shown).toEqual([]);
  });

  const known = async () => ({
    userName: "u",
    email: "ada@example.com",
    emailVerified: true,
    givenName: "Ada",
    provider: "Cognito",
    attributes: {},
    createdAt: 1,
  });

  it("reads the local pool", async () => {
    const { code, output } = await run("backfill", ["--stage", "local", "--dry-run", "--limit", "1000/s"]);
    expect([code, output]).toEqual([0, expect.stringMatching(/^\d+ users seen: \d+ to write, \d+ already there/)]);
  });
});

describe("redrive", () => {
  const saveDeadMail = async (reason: string) => {
    const sub = randomUUID();
    const profile = { userName: "u", emailVerified: true, provider: "Cognito", attributes: {}, createdAt: 1 };
    await saveProfile(table)(
      { sub, profile, owed: createMailForFact("signed-up", sub, { brand: "default", language: "en" }, 1) },
      noHurry,
    );
    const lease = await leaseMail(table)(outboxKey(sub, "welcome"), "w", 1);
    await (lease && settleMail(table)(lease, { status: "DEAD", reason }));
    return sub;
  };

  const redrive = async (changes: { reason?: string; dryRun?: boolean } = {}) => {
    const lines: string[] = [];
    await redriveMails(table, { perSecond: 1_000, dryRun: false, ...changes }, (line) => lines.push(line));
    return lines;
  };

  it("shows dead mails by kind and reason, and queues the ones with a given reason", async () => {
    const subs = [await saveDeadMail("given up"), await saveDeadMail("given up"), await saveDeadMail("no address")];
    const shown = await redrive({ dryRun: true });
    expect(shown).toEqual([
      "2\twelcome\tgiven up",
      "1\twelcome\tno address",
      "3 mails would be queued. To queue them, add --yes.",
    ]);
    for (const sub of subs) expect(shown.join()).not.toContain(sub);
    expect(await redrive({ reason: "given up" })).toContainEqual(expect.stringContaining("2 mails queued"));
    const begun = Date.now();
    const mail = await leaseMail(table)(outboxKey(subs[0] ?? "", "welcome"), "w", begun);
    expect(mail).toMatchObject({ status: "SENDING", attempts: 1, duePk: dueKey(subs[0] ?? "") });
    expect(mail).not.toHaveProperty("reason");
    expect(mail?.createdAt).toBeGreaterThan(begun - 60_000);
    expect(await redrive({ dryRun: true })).toContain("1\twelcome\tno address");
    expect(await redrive({ reason: "none" })).toEqual(["No mail was given up."]);
  });

  it("delivers a dead mail", async () => {
    const { sub, email } = await signUpConfirmedPerson();
    // The mail arrives before its row is SENT.
    await eventually(async () => (await rowsOf(sub)).find(({ status }) => status === "SENT"));
    const reason = `test ${sub}`;
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(outboxKey(sub, "welcome")),
        UpdateExpression: "SET #status = :dead, #reason = :reason",
        ExpressionAttributeNames: { "#status": "status", "#reason": "reason" },
        ExpressionAttributeValues: toItem({ ":dead": "DEAD", ":reason": reason }),
      }),
    );
    const options = ["--stage", "local", "--reason", reason];
    expect((await run("redrive", [...options, "--yes", "--dry-run"])).output).toContain("1 mails would be queued");
    expect((await run("redrive", [...options, "--yes"])).output).toContain("1 mails queued");
    expect(await mailNumber(email, 3)).toMatchObject({ subject: "Welcome to Example" });
  });
});

describe("forget", () => {
  it("deletes all rows of one user only", async () => {
    const [sub, other] = [randomUUID(), randomUUID()];
    for (const user of [sub, other]) {
      const profile = { userName: "u", emailVerified: true, provider: "Cognito", attributes: {}, createdAt: 1 };
      const reader = { brand: "default", language: "en" } as const;
      await saveProfile(table)({ sub: user, profile, owed: createMailForFact("signed-up", user, reader, 1) }, noHurry);
      for (let at = 0; at < 40; at += 1) {
        const facts = { sub: user, at: at * 60_000, clientId: "c", source: "s", newDevice: false, keptDays: 1 };
        await saveSignIn(table)({ signIn: createSignIn(facts) }, noHurry);
      }
    }
    const forget = async (user: string, dryRun = false) => {
      const lines: string[] = [];
      const work = { stage: "local", table, suite: suiteWith(), sub: user, addresses: [], dryRun };
      await forgetUser(work, (line) => lines.push(line));
      return lines.join();
    };
    expect(await forget(sub, true)).toBe("Would delete on stage local: 1 OUTBOX, 1 PROFILE, 40 SIGNIN.");
    expect((await run("forget", [sub, "--table", table.name])).output).toBe(
      "Deleted on stage local: 1 OUTBOX, 1 PROFILE, 40 SIGNIN.",
    );
    expect(await forget(sub)).toBe("The table of stage local has no rows of this user.");
    expect(await forget(other, true)).toContain("40 SIGNIN");
  });
});

it.each([
  ["backfill", [], "Name a stage with --stage; the stages are dev, local, prod, staging"],
  ["backfill", ["--stage", "nowhere"], 'There is no stage "nowhere"'],
  ["backfill", ["--stage", "local", "--limit", "many"], "Write a rate per second, such as 20/s."],
  ["backfill", ["--stage", "local", "--welcome-since", "yesterday"], "--welcome-since yesterday is not a time"],
  ["backfill", ["--stage", "local", "--yes"], "--yes works only with --welcome-since."],
  ["redrive", [], "Name a stage with --stage"],
  ["redrive", ["--stage", "local", "--force"], "--force"],
  ["forget", [], "missing required argument 'sub'"],
  ["forget", ["ada@example.com"], "Not a sub."],
  ["forget", [randomUUID(), randomUUID()], "too many arguments"],
  ["forget", [randomUUID(), "--address", "nobody"], "Write an email address, such as ada@example.com."],
])("%s %j fails with a clear message and no stack trace", async (command, options, answer) => {
  const { code, output } = await run(command, options);
  expect([code, output]).toEqual([1, expect.stringContaining(answer)]);
  expect(output).not.toMatch(/^\s+at /m);
});

describe("a failed call to AWS is reported in one line", () => {
  const sub = randomUUID();
  const commands: Array<[command: string, options: string[]]> = [
    ["forget", [sub]],
    ["redrive", []],
    ["invite", ["--list"]],
    ["report", []],
    ["claims", ["set", sub, "plan=pro"]],
    ["backfill", ["--dry-run", "--pool-id", "eu-west-1_Example"]],
    ["backfill", ["--dry-run"]],
    ["attach", ["--pool", "eu-west-1_Example"]],
  ];
  let aws: HttpStandIn;
  beforeAll(async () => {
    aws = await startHttpStandIn();
  });
  afterAll(() => aws.close());

  const failing = (command: string, options: string[], environment: Record<string, string> = {}) =>
    runWith(command, [...options, "--stage", "dev"], { AWS_ENDPOINT_URL: aws.url, ...environment });

  it.each(commands)("%s %j", async (command, options) => {
    aws.answerWith(jsonAnswer({ __type: "ExpiredTokenException", message: "The token is expired" }, 400));
    const expired =
      "AWS did not accept your credentials (ExpiredTokenException: The token is expired). Sign in, for example with aws sso login, and set AWS_PROFILE.";
    expect(await failing(command, options)).toEqual({ code: 1, output: expired });
    expect(aws.received.length).toBeGreaterThan(0);
  });

  it.each<[name: string, said: string, answer: RegExp]>([
    [
      "ResourceNotFoundException",
      "Requested resource not found",
      /^This stage has no such table .*AWS_PROFILE\).*--table\.$/,
    ],
    [
      "AccessDeniedException",
      "not authorized to perform: dynamodb:Query",
      /^Your credentials do not allow this .*dynamodb:Query\)\. .*$/,
    ],
    [
      "ValidationException",
      "The provided key element does not match",
      /^AWS rejected the request \(ValidationException: .*yml\.$/,
    ],
  ])("forget, if AWS answers %s: %s", async (name, said, answer) => {
    aws.answerWith(jsonAnswer({ __type: name, message: said }, 400));
    const { code, output } = await failing("forget", [sub]);
    expect([code, output]).toEqual([1, expect.stringMatching(answer)]);
  });

  it.each<[what: string, environment: Record<string, string>, answer: RegExp]>([
    [
      "there are no credentials",
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
      /^AWS did not accept your credentials \(CredentialsProviderError: .*AWS_PROFILE\.$/,
    ],
    ["the region does not exist", { AWS_ENDPOINT_URL: "http://aws.invalid" }, /^Cannot resolve aws\.invalid .*$/],
    ["nothing listens", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, /^Nothing answers at 127\.0\.0\.1 on port 1\. .*$/],
  ])("redrive, if %s", async (_, environment, answer) => {
    const { code, output } = await failing("redrive", [], environment);
    expect([code, output]).toEqual([1, expect.stringMatching(answer)]);
  });
});
