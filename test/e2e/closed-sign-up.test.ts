import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { root } from "../../schema/folder.ts";
import { refusalOf } from "../../src/client/refusal.ts";
import type { CognitoEvent } from "../../src/runtime/cognito-event.ts";
import { newInvitation, saveInvitation } from "../../tools/operate/invitations.ts";
import { bundle } from "../support/bundle.ts";
import { urls } from "../support/clients.ts";
import { sampleEvent } from "../support/events.ts";
import { type HttpStandIn, json, startHttpStandIn } from "../support/http-stand-in.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;

const load = createRequire(__filename);
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

/** Writes a settings folder with more sign-up requirements. */
const writeSettings = () => {
  const suite = `
import suite from ${JSON.stringify(join(root, "suite.config.ts"))};
const captcha = { provider: "turnstile", secret: { parameter: "/suite/captcha" }, hostnames: ["www.example.com"], whenDown: "refuse" };
const signUp = { ...suite.signUp, invitationOnly: true, disposableDomains: "refused", captcha };
export default { ...suite, signUp };
`;
  mkdirSync(settings);
  writeFileSync(join(settings, "package.json"), '{ "type": "module" }');
  writeFileSync(join(settings, "suite.config.ts"), suite);
};

/** Sends requests for the captcha's provider to the fake one. */
const real = globalThis.fetch;
const toStandIn: typeof fetch = (url, init) =>
  real(String(url).replace("https://challenges.cloudflare.com", provider.url), init);

beforeAll(async () => {
  [provider, ssm] = await Promise.all([startHttpStandIn(), startHttpStandIn()]);
  await client.send(new CreateTableCommand(newTableInput(table.name)));
  writeSettings();
  Object.assign(process.env, {
    SUITE_CONFIG: settings,
    TABLE_NAME: table.name,
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
    AWS_ENDPOINT_URL_SSM: ssm.url,
  });
  globalThis.fetch = toStandIn;
  preSignUp = load(bundle("src/handlers/pre-signup.ts", folder, "pre-signup")).handler;
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
  globalThis.fetch = real;
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
const invite = async (email: string) => {
  await saveInvitation(table)(newInvitation({ email, days: 1, now: Date.now() }));
  return email;
};

describe("the bundled pre-signup, with a table, a captcha and a parameter", () => {
  it("lets in only invited users who solve the captcha", async () => {
    const email = await invite(`ada-${randomUUID()}@example.com`);
    expect(await signUp(email, "bad")).toBe("SU-CAPTCHA");
    expect(await signUp(`not-${email}`)).toBe("SU-INVITATION");
    expect(await signUp(email.toUpperCase())).toEqual(joins);
    expect(ssm.received).toHaveLength(1);
  });

  it.each(["ada@mailinator.com", "ada@mx.yopmail.com"])("refuses a disposable address: %s", async (email) => {
    expect(await signUp(email)).toBe("SU-DISPOSABLE");
  });

  it("refuses users while the captcha provider is down, as the settings require", async () => {
    const email = await invite(`ida-${randomUUID()}@example.com`);
    provider.answerWith(() => undefined);
    const start = performance.now();
    expect(await signUp(email)).toBe("TRY-AGAIN");
    // Cognito's timeout: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
