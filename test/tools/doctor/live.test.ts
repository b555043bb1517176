import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { listRequirements } from "../../../tools/doctor/live/wanted.ts";
import { checkLive } from "../../../tools/doctor/live.ts";
import { goodTemplate } from "./good-template.ts";
import { type Answers, answersOf, startStandInAws } from "./stand-in-aws.ts";

const changed = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;
let before: Record<string, string | undefined>;
let aws: Awaited<ReturnType<typeof startStandInAws>> | undefined;

beforeEach(() => {
  before = Object.fromEntries(changed.map((name) => [name, process.env[name]]));
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" });
});

afterEach(async () => {
  for (const name of changed) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await aws?.close();
});

const stack = "cognito-trigger-suite-prod";
const wanted = listRequirements(goodTemplate());

const runLive = async (answers: Answers, more: { perDay?: number; perSecond?: number } = {}) => {
  aws = await startStandInAws({ ...answersOf(stack), ...answers });
  process.env["AWS_ENDPOINT_URL"] = aws.url;
  return checkLive("eu-west-1", { ...wanted, ...more });
};

/** Changes the answer of one operation. */
const vary = (operation: string, changes: object): Answers => {
  const answer = answersOf(stack, { [operation]: changes })[operation];
  return answer ? { [operation]: answer } : {};
};
const fails = (operation: string, error: string, status = 404): Answers => ({ [operation]: { error, status } });
const quota = (changes: object) =>
  vary("GetAccount", { SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 120, ...changes } });
const pool = (changes: object) =>
  vary("DescribeUserPool", { UserPool: { Id: "x", LambdaConfig: {}, EmailConfiguration: {}, ...changes } });
const events = (changes: object) =>
  vary("GetConfigurationSetEventDestinations", {
    EventDestinations: [{ Name: "x", Enabled: true, MatchingEventTypes: ["BOUNCE", "COMPLAINT"], ...changes }],
  });
const policy = (service: string, Effect = "Allow") => ({
  Policies: {
    one: JSON.stringify({ Statement: [{ Effect, Principal: { Service: service }, Action: "ses:SendEmail" }] }),
  },
});
const noRole = fails("GetRole", "NoSuchEntity");
const notDeployed = {
  ...vary("ListUserPools", { UserPools: [] }),
  ...fails("GetConfigurationSet", "NotFoundException"),
};
const triggers = Object.fromEntries(wanted.pools.flatMap((one) => one.triggers.map((name) => [name, "arn"])));
const developer = { EmailSendingAccount: "DEVELOPER" };

it("reads from the template what the account needs", () => {
  expect(wanted).toEqual({
    identities: ["mail.good.internal"],
    configurationSets: [stack],
    pools: [
      {
        name: stack,
        triggers: ["PreSignUp", "CustomMessage", "PostConfirmation", "PreTokenGenerationConfig", "PostAuthentication"],
      },
    ],
  });
});

it("finds no problems in a good account, and notes its quotas", async () => {
  const all = await runLive({});
  expect(all.map(({ wrong, note }) => [note, wrong])).toEqual([
    [true, "its quota is 50000 mails per day and 14 per second; it sent 120 in the last 24 hours."],
    [true, "Rate of UserAuthentication requests 120."],
  ]);
  expect(new Set(aws?.asked)).toEqual(new Set(Object.keys(answersOf(stack))));
});

describe("the live check finds that", () => {
  it.each<[string, Answers, string]>([
    ["sending is off", vary("GetAccount", { SendingEnabled: false }), "live-sending"],
    ["the account is on probation", vary("GetAccount", { EnforcementStatus: "PROBATION" }), "live-sending"],
    ["the account is in the sandbox", vary("GetAccount", { ProductionAccessEnabled: false }), "live-sandbox"],
    ["the daily quota is nearly used", quota({ SentLast24Hours: 45_000 }), "live-quota"],
    ["the identity does not exist", fails("GetEmailIdentity", "NotFoundException"), "live-identity"],
    ["the identity is not verified", vary("GetEmailIdentity", { VerifiedForSendingStatus: false }), "live-identity"],
    ["mails are not signed", vary("GetEmailIdentity", { DkimAttributes: { Status: "FAILED" } }), "live-identity"],
    [
      "the MAIL FROM domain has no records",
      vary("GetEmailIdentity", {
        MailFromAttributes: { MailFromDomain: "b.example.com", MailFromDomainStatus: "FAILED" },
      }),
      "live-identity",
    ],
    ["Cognito may not send", noRole, "live-cognito-sender"],
    [
      "a policy denies it",
      { ...noRole, ...vary("GetEmailIdentity", policy("cognito-idp.amazonaws.com", "Deny")) },
      "live-cognito-sender",
    ],
    [
      "a policy lets another service send",
      { ...noRole, ...vary("GetEmailIdentity", policy("lambda.amazonaws.com")) },
      "live-cognito-sender",
    ],
    ["the configuration set is gone", fails("GetConfigurationSet", "NotFoundException"), "live-configuration-set"],
    [
      "the configuration set sends nothing",
      vary("GetConfigurationSet", { SendingOptions: { SendingEnabled: false } }),
      "live-configuration-set",
    ],
    ["its events are off", events({ Enabled: false }), "live-configuration-set"],
    ["bounces are not reported", events({ MatchingEventTypes: ["COMPLAINT"] }), "live-configuration-set"],
    ["triggers are missing", pool({ EmailConfiguration: developer }), "live-triggers"],
    ["the pool does not send through SES", pool({ LambdaConfig: triggers }), "live-pool-sender"],
    ...["GetAccount", "GetEmailIdentity", "GetConfigurationSet", "ListUserPools", "GetRole"].map(
      (operation): [string, Answers, string] => [
        `${operation} is not allowed`,
        fails(operation, "AccessDeniedException", 403),
        "live-unreadable",
      ],
    ),
    ["SES fails", fails("GetEmailIdentity", "BadRequestException", 400), "live-unreadable"],
  ])("%s", async (_, answers, rule) => {
    const rules = (await runLive(answers)).filter(({ note }) => !note).map((finding) => finding.rule);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });

  it.each([
    ["a day", { perDay: 50_001 }, "50001"],
    ["a second", { perSecond: 15 }, "15"],
  ])("you need more mails %s than SES allows", async (_, more, says) => {
    const [finding] = (await runLive({}, more)).filter(({ note }) => !note);
    expect(finding).toMatchObject({ rule: "live-quota", wrong: expect.stringContaining(`you need ${says}`) });
  });
});

describe("the live check only notes that", () => {
  it.each<[string, Answers, string[]]>([
    ["the quota is unlimited", quota({ Max24HourSend: -1 }), ["live-quota", "live-cognito-quota"]],
    [
      "a policy lets Cognito send",
      { ...noRole, ...vary("GetEmailIdentity", policy("email.cognito-idp.amazonaws.com")) },
      ["live-quota", "live-cognito-quota"],
    ],
    [
      "nothing is deployed yet",
      { ...noRole, ...notDeployed },
      ["live-quota", "live-configuration-set", "live-cognito-sender", "live-cognito-quota"],
    ],
    [
      "quotas cannot be read",
      fails("ListServiceQuotas", "AccessDeniedException", 403),
      ["live-quota", "live-unreadable"],
    ],
  ])("%s", async (_, answers, notes) => {
    const all = await runLive(answers, { perDay: 50_000, perSecond: 14 });
    expect(all.map(({ rule, note }) => [rule, note])).toEqual(notes.map((rule) => [rule, true]));
  });
});

it.each(["ExpiredTokenException", "UnrecognizedClientException"])("the live check ends at %s", async (error) => {
  await expect(runLive(fails("GetAccount", error, 403))).rejects.toThrow(expect.objectContaining({ name: error }));
  expect(aws?.asked).toEqual(["GetAccount"]);
});
