import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { wantedOf } from "../../scripts/doctor/live/wanted.ts";
import { liveFindings } from "../../scripts/doctor/live.ts";
import { SettingsError } from "../../src/errors.ts";
import { goodTemplate } from "./good-template.ts";
import { type Answers, goodAnswers, type StandInAws, startStandInAws } from "./stand-in-aws.ts";

const changed = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "HOME"] as const;
let before: Record<string, string | undefined>;
let aws: StandInAws | undefined;

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

const wanted = wantedOf(goodTemplate());

const found = async (answers: Answers, more: { perDay?: number; perSecond?: number } = {}) => {
  aws = await startStandInAws({ ...goodAnswers("good"), ...answers });
  process.env["AWS_ENDPOINT_URL"] = aws.url;
  return liveFindings("eu-west-1", { ...wanted, ...more });
};

const account = (changes: object, quota: object = {}) => {
  const { body } = goodAnswers("good")["GetAccount"] as { body: { SendQuota: object } };
  return { GetAccount: { body: { ...body, ...changes, SendQuota: { ...body.SendQuota, ...quota } } } };
};
const identity = (changes: object) => {
  const { body } = goodAnswers("good")["GetEmailIdentity"] as { body: object };
  return { GetEmailIdentity: { body: { ...body, ...changes } } };
};
const pool = (changes: object) => {
  const { body } = goodAnswers("good")["DescribeUserPool"] as { body: { UserPool: object } };
  return { DescribeUserPool: { body: { UserPool: { ...body.UserPool, ...changes } } } };
};

const policyFor = (service: string, action: string, effect = "Allow") =>
  JSON.stringify({ Statement: [{ Effect: effect, Principal: { Service: service }, Action: action, Resource: "*" }] });
const noRole = { GetRole: { error: "NoSuchEntity", status: 404 } };
const notDeployed = { ListUserPools: { body: { UserPools: [] } } };
const denied = { error: "AccessDeniedException", status: 403 };

it("reads from the template what the account has to have", () => {
  expect(wanted).toEqual({
    identities: ["mail.good.internal"],
    configurationSets: ["good"],
    pools: [
      {
        name: "good",
        triggers: ["CustomMessage", "PreSignUp", "PostConfirmation", "PreTokenGenerationConfig", "PostAuthentication"],
      },
    ],
  });
});

it("finds nothing in a good account, and tells its quotas", async () => {
  const all = await found({});
  expect(all.filter(({ note }) => !note)).toEqual([]);
  expect(all.map(({ wrong }) => wrong)).toEqual([
    "50000 mails a day and 14 a second; 120 in the last 24 hours.",
    "Rate of UserAuthentication requests 120.",
  ]);
  expect(new Set(aws?.asked)).toEqual(new Set(Object.keys(goodAnswers("good"))));
});

describe("what is wrong in an account is found", () => {
  it.each<[string, Answers, string]>([
    ["sending is off", account({ SendingEnabled: false }), "live-sending"],
    ["the account is on probation", account({ EnforcementStatus: "PROBATION" }), "live-sending"],
    ["the sandbox", account({ ProductionAccessEnabled: false }), "live-sandbox"],
    ["the day's mails are nearly sent", account({}, { SentLast24Hours: 45_000 }), "live-quota"],
    ["the identity does not exist", { GetEmailIdentity: { error: "NotFoundException", status: 404 } }, "live-identity"],
    [
      "the identity is not verified",
      identity({ VerifiedForSendingStatus: false, VerificationStatus: "PENDING" }),
      "live-identity",
    ],
    ["mails are not signed", identity({ DkimAttributes: { Status: "FAILED" } }), "live-identity"],
    [
      "the MAIL FROM domain has no records",
      identity({ MailFromAttributes: { MailFromDomain: "b.example.com", MailFromDomainStatus: "FAILED" } }),
      "live-identity",
    ],
    ["Cognito may not send", noRole, "live-cognito-sender"],
    [
      "a policy forbids it",
      { ...noRole, ...identity({ Policies: { no: policyFor("cognito-idp.amazonaws.com", "ses:SendEmail", "Deny") } }) },
      "live-cognito-sender",
    ],
    [
      "a policy lets another service send",
      { ...noRole, ...identity({ Policies: { other: policyFor("lambda.amazonaws.com", "ses:SendEmail") } }) },
      "live-cognito-sender",
    ],
    [
      "the configuration set is gone",
      { GetConfigurationSet: { error: "NotFoundException", status: 404 } },
      "live-configuration-set",
    ],
    [
      "the configuration set sends nothing",
      { GetConfigurationSet: { body: { SendingOptions: { SendingEnabled: false } } } },
      "live-configuration-set",
    ],
    [
      "its events are off",
      {
        GetConfigurationSetEventDestinations: {
          body: { EventDestinations: [{ Name: "x", Enabled: false, MatchingEventTypes: ["BOUNCE", "COMPLAINT"] }] },
        },
      },
      "live-configuration-set",
    ],
    ["a trigger was taken away", pool({ LambdaConfig: { PreSignUp: "arn:aws:lambda:x" } }), "live-triggers"],
    ["all triggers were taken away", pool({ LambdaConfig: undefined }), "live-triggers"],
    [
      "the pool sends by itself",
      pool({ EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" } }),
      "live-pool-sender",
    ],
    ...["GetAccount", "GetEmailIdentity", "GetConfigurationSet", "ListUserPools"].map(
      (operation): [string, Answers, string] => [
        `${operation} is not allowed`,
        { [operation]: denied },
        "live-unreadable",
      ],
    ),
    ["GetRole is not allowed", { GetRole: { error: "AccessDenied", status: 403 } }, "live-unreadable"],
    ["SES is out of order", { GetEmailIdentity: { error: "BadRequestException", status: 400 } }, "live-unreadable"],
  ])("%s", async (_, answers, rule) => {
    const rules = (await found(answers)).filter(({ note }) => !note).map((finding) => finding.rule);
    expect(new Set(rules)).toEqual(new Set([rule]));
  });

  it.each([
    ["a day", { perDay: 50_001 }, "50001"],
    ["a second", { perSecond: 15 }, "15"],
  ])("more mails %s are wanted than SES takes", async (_, more, says) => {
    const [finding] = (await found({}, more)).filter(({ note }) => !note);
    expect(finding).toMatchObject({ rule: "live-quota", wrong: expect.stringContaining(`${says} are wanted`) });
  });
});

describe("what is no fault is none", () => {
  it.each<[string, Answers, string[]]>([
    ["enough mails", account({}, { Max24HourSend: -1 }), ["live-quota", "live-cognito-quota"]],
    [
      "a policy lets Cognito send",
      {
        ...noRole,
        ...identity({ Policies: { cognito: policyFor("email.cognito-idp.amazonaws.com", "ses:SendEmail") } }),
      },
      ["live-quota", "live-cognito-quota"],
    ],
    [
      "nothing is deployed yet",
      { ...noRole, ...notDeployed, GetConfigurationSet: { error: "NotFoundException", status: 404 } },
      ["live-quota", "live-configuration-set", "live-cognito-sender", "live-cognito-quota"],
    ],
    ["quotas cannot be read", { ListServiceQuotas: denied }, ["live-quota", "live-unreadable"]],
  ])("%s", async (_, answers, notes) => {
    const all = await found(answers);
    expect(all.filter(({ note }) => !note)).toEqual([]);
    expect(all.map(({ rule }) => rule)).toEqual(notes);
  });

  it("as many mails as SES takes", async () => {
    expect((await found({}, { perDay: 50_000, perSecond: 14 })).filter(({ note }) => !note)).toEqual([]);
  });
});

describe("credentials", () => {
  it.each([
    ["have expired", "ExpiredTokenException"],
    ["are not known", "UnrecognizedClientException"],
  ])("that %s end it, with what to do", async (_, error) => {
    const work = found({ GetAccount: { error, status: 403 } });
    await expect(work).rejects.toThrow(SettingsError);
    await expect(work).rejects.toThrow(/aws sso login/);
    expect(aws?.asked).toEqual(["GetAccount"]);
  });
});
