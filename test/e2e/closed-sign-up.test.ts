import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { createTable } from "../../local/database.ts";
import { project } from "../../local/settings.ts";
import { refusalOf } from "../../src/client/refusal.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { invitationOf, invite } from "../../tools/operate/invitations.ts";
import { bundled } from "../support/bundle.ts";
import { urls } from "../support/clients.ts";
import { sampleEvent } from "../support/events.ts";
import { type HttpStandIn, httpStandIn, json } from "../support/http-stand-in.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

const folder = mkdtempSync(join(tmpdir(), "closed-"));
const settings = join(folder, "settings");
const client = new DynamoDBClient({
  region: "eu-west-1",
  endpoint: urls.dynamodb,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const table = { client, name: `closed-${Date.now()}` };
const before = { ...process.env };
let provider: HttpStandIn;
let ssm: HttpStandIn;
let preSignUp: Handler;

/** A settings folder as a user has one, with more asked of people. */
const writeSettings = () => {
  const asked = `perAddressAndHour: 5, invitationOnly: true, disposableDomains: "refused",
    captcha: { provider: "turnstile", secret: { parameter: "/suite/captcha" }, hostnames: ["www.example.com"], whenDown: "refuse" } }`;
  const own = readFileSync(join(project, "suite.config.ts"), "utf8")
    .replace("perAddressAndHour: 5 }", asked)
    .replaceAll('"./src/', `"${project}/src/`);
  mkdirSync(settings);
  writeFileSync(join(settings, "package.json"), '{ "type": "module" }');
  writeFileSync(join(settings, "suite.config.ts"), own);
};

beforeAll(async () => {
  [provider, ssm] = await Promise.all([httpStandIn(), httpStandIn()]);
  await client.send(new CreateTableCommand(createTable(table.name)));
  writeSettings();
  Object.assign(process.env, {
    SUITE_CONFIG: settings,
    TABLE_NAME: table.name,
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_SSM: ssm.url,
  });
  const standIn = [
    {
      file: "aws/captcha.ts",
      from: "https://challenges.cloudflare.com/turnstile/v0/siteverify",
      to: `${provider.url}/siteverify`,
    },
  ];
  preSignUp = bundled<Handler>("src/handlers/pre-signup.ts", folder, "pre-signup", standIn);
  ssm.answerWith(json({ Parameter: { Value: "s3cret" } }));
});
beforeEach(() =>
  provider.answerWith((response, { body }) => {
    const good = body === "secret=s3cret&response=good";
    json(good ? { success: true, hostname: "www.example.com" } : { success: false, "error-codes": ["x"] })(
      response,
      {} as never,
    );
  }),
);
afterAll(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([provider?.close(), ssm?.close()]);
});

const signUp = (email: string, captcha = "good") =>
  preSignUp(
    sampleEvent("PreSignUp_SignUp", { userAttributes: { email }, request: { validationData: { captcha } } }),
  ).then(
    ({ response }) => response,
    (error) => refusalOf(error)?.code,
  );
const joins = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
const invited = async (email: string) => {
  await invite(table)(invitationOf({ email, days: 1, now: Date.now() }));
  return email;
};

describe("as Lambda gets it, with a real table, captcha and parameter", () => {
  it("has in whoever is invited and a person, and nobody else", async () => {
    const email = await invited(`ada-${randomUUID()}@example.com`);
    expect(await signUp(email, "bad")).toBe("SU-CAPTCHA");
    expect(await signUp(`not-${email}`)).toBe("SU-INVITATION");
    expect(await signUp(email.toUpperCase())).toEqual(joins);
    expect(ssm.received).toHaveLength(1);
  });

  it.each(["ada@mailinator.com", "ada@mx.yopmail.com"])("has the list of disposable domains: %s", async (email) => {
    expect(await signUp(email)).toBe("SU-DISPOSABLE");
  });

  it("refuses while the provider is down, as the settings say", async () => {
    const email = await invited(`ida-${randomUUID()}@example.com`);
    provider.answerWith(() => undefined);
    const start = performance.now();
    expect(await signUp(email)).toBe("TRY-AGAIN");
    // As long as Cognito waits: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

it("carries the list only where it is asked for", () => {
  process.env["SUITE_CONFIG"] = "";
  bundled("src/handlers/pre-signup.ts", folder, "plain");
  const [plain, own] = ["plain", "pre-signup"].map((name) => readFileSync(join(folder, `${name}.cjs`), "utf8"));
  expect((own?.length ?? 0) - (plain?.length ?? 0)).toBeGreaterThan(50_000);
  expect(plain?.length).toBeLessThan(350_000);
  expect(own?.length).toBeLessThan(400_000);
});

it.each([
  ["src/handlers/pre-signup.ts", "AdminLinkProviderForUser"],
  ["src/handlers/post-confirmation.ts", "AdminAddUserToGroup"],
])("%s carries %s only where settings ask for it", (entry, operation) => {
  const carries = (settings: string) => {
    process.env["SUITE_CONFIG"] = settings;
    const name = `carries-${settings === "" ? "root" : "sample"}`;
    bundled(entry, folder, name);
    return readFileSync(join(folder, `${name}.cjs`), "utf8").includes(operation);
  };
  expect([carries(""), carries(join(project, "samples", "consumer"))]).toEqual([false, true]);
});
