import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openArtifacts } from "../../tools/doctor/artifacts.ts";
import { openTools } from "../../tools/doctor/aws-tools.ts";
import { findActions, findSenders, findVariables } from "../../tools/doctor/code.ts";
import { explained, findReason } from "../../tools/doctor/explained.ts";
import { type Finding, formatFinding, runRules } from "../../tools/doctor/finding.ts";
import { ownRules } from "../../tools/doctor/rules.ts";
import { parseTemplate, type Template } from "../../tools/doctor/template.ts";
import { readPackagedTemplate } from "../support/packaged.ts";
import { patience } from "../support/patience.ts";
import { add, both, type Change, edit } from "../tools/doctor/changes.ts";
import { checkedOf } from "../tools/doctor/good-template.ts";
import { answersOf, startStandInAws } from "../tools/doctor/stand-in-aws.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const home = mkdtempSync(join(tmpdir(), "doctor-"));

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Writes the packaged template of prod to a file, with a change. @returns the file */
const writeChanged = (name: string, change: Change): string => {
  const template: Template = JSON.parse(readPackagedTemplate("prod").text);
  change(template);
  writeFileSync(join(home, name), JSON.stringify(template));
  return join(home, name);
};

const findFaults = (findings: readonly Finding[], production: boolean) =>
  findings.filter((one) => !one.note && !findReason(one, production)).map(formatFinding);

describe("a packaged stage", () => {
  const all: Finding[] = [];

  it.each([
    ["dev", undefined],
    ["staging", undefined],
    ["prod", undefined],
    ["prod", "samples/saas"],
    ["prod", "samples/consumer"],
    ["prod", "samples/internal"],
    ["prod", "samples/existing-pool"],
    ["prod", "samples/everything"],
  ])("has no problems: %s of %s", async (stage, config) => {
    const { folder, text, file } = readPackagedTemplate(stage, config);
    const found = await runRules(ownRules, await checkedOf(parseTemplate(text, file), openArtifacts(folder)));
    for (const find of Object.values(await openTools())) found.push(...find(file));
    expect(findFaults(found, stage !== "dev")).toEqual([]);
    all.push(...found);
  });

  it("uses every explanation", () => {
    const reasons = Object.entries(explained).flatMap(([rule, rows]) => rows.map((one) => [rule, one] as const));
    const used = new Set(all.flatMap((one) => [findReason(one, false), findReason(one, true)]));
    expect(reasons.filter(([, one]) => !used.has(one))).toEqual([]);
  });
});

it("finds the actions, variables and senders of functions in their bundles", async () => {
  const { folder, text, file } = readPackagedTemplate("prod", "samples/everything");
  const { functions } = await checkedOf(parseTemplate(text, file), openArtifacts(folder));
  const read = functions.map(async ({ id, handler, code }) => [
    id.replace("LambdaFunction", ""),
    { calls: (await findActions(handler, code)).sort(), reads: findVariables(code), mails: findSenders(code) },
  ]);
  expect(Object.fromEntries(await Promise.all(read))).toMatchObject({
    CustomMessage: { calls: [], reads: ["PAGES_URL"] },
    PreSignup: {
      calls: ["cognito-idp:AdminLinkProviderForUser", "cognito-idp:ListUsers", "dynamodb:UpdateItem"],
      reads: ["TABLE_NAME"],
    },
    PostConfirmation: { reads: ["TABLE_NAME", "ENSURE_PROFILE_FUNCTION"] },
    SendMail: {
      calls: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem", "ses:SendEmail"],
      mails: ["hello@mail.example.com"],
    },
    MailFeedback: { calls: ["dynamodb:UpdateItem"], reads: ["TABLE_NAME"] },
    Pages: { calls: [], reads: ["COGNITO_URL", "APP_CLIENT_IDS", "PASSWORD_LENGTH"] },
  });
});

describe("AWS's tools", () => {
  let tools: Awaited<ReturnType<typeof openTools>>;
  beforeAll(async () => {
    tools = await openTools();
  });

  const gone = { "Fn::GetAtt": ["Gone", "Arn"] };
  const trigger = "PreSignupLambdaFunction";
  const pool = { Ref: "CognitoUserPoolUsers" };

  // All in one template, because each run takes seconds.
  it("cloudformation-validate finds what the doctor's own rules leave to it", () => {
    const faults: Record<string, Change> = {
      F1020: edit(trigger, "Environment.Variables.X", gone),
      F3002: edit("SuiteTable", "Tear", "a property that there is not"),
      F3004: edit(trigger, "Environment.Variables.POOL", pool),
      E3005: (template) => Object.assign(template.Resources["WebClient"] ?? {}, { DependsOn: ["Gone"] }),
      E3027: edit("SendMailEventsRuleSchedule1", "ScheduleExpression", "rate(5 minute)"),
      W3030: edit("SuiteTable", "BillingMode", "PAY_PER_READ"),
    };
    const found = tools["cloudformation-validate"](writeChanged("broken.json", both(...Object.values(faults))));
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(Object.keys(faults)));
  });

  const aws = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
  const stream = "SendMailEventSourceMappingDynamodbSuiteTable";

  it.each<[string, string, Change]>([
    [
      "AwsSolutions-DDB3",
      "a table without recovery",
      edit("SuiteTable", "PointInTimeRecoverySpecification", undefined),
    ],
    ["AwsSolutions-L1", "an outdated runtime", edit(trigger, "Runtime", "nodejs22.x")],
    ["AwsSolutions-SQS2", "a queue without encryption", edit("ProfileFailures", "SqsManagedSseEnabled", false)],
    ["AwsSolutions-SQS3", "a new queue without a dead-letter queue", add("Work", "AWS::SQS::Queue")],
    ["AwsSolutions-IAM4", "an AWS managed policy", edit("PagesIamRoleLambdaExecution", "ManagedPolicyArns", aws)],
    ["Serverless-LambdaEventSourceMappingDestination", "lost records", edit(stream, "DestinationConfig", undefined)],
  ])("cdk-nag finds with %s %s", (rule, _, change) => {
    const found = tools["cdk-nag"](writeChanged("broken.json", change)).filter((one) => !findReason(one, true));
    expect(found.map((finding) => finding.rule)).toContain(rule);
  });

  it("report a template that they cannot read", () => {
    const file = writeChanged("unreadable.json", add("Odd", "AWS::SNS::Topic", { TopicName: gone }));
    expect(tools["cdk-nag"](file)).toMatchObject([
      { rule: "cdk-nag", wrong: expect.stringContaining("could not read it") },
    ]);
  });
});

const withoutAws = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^AWS_|^SUITE_CONFIG$|^STAGE$|^TABLE_NAME$/.test(name)),
);

const doctor = (options: readonly string[], environment: Record<string, string> = {}) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["tools/suite.ts", "doctor", ...options],
      { cwd: root, env: { ...withoutAws, AWS_EC2_METADATA_DISABLED: "true", HOME: home, ...environment } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });

describe("npm run doctor", () => {
  it("packages a stage and finds no problems, without progress in a log", async () => {
    const { code, output } = await doctor(["--stage", "dev"]);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("dev: no problems in") });
    expect(output).not.toContain("own rules");
  });

  it("exits with 1 and a line for each problem in an edited template", async () => {
    const file = writeChanged("edited.json", edit("PreSignupLambdaFunction", "Timeout", 6));
    const { code, output } = await doctor(["--template", file, "--ignore", "mail-placeholder"]);
    expect({ code, lines: output.split("\n").sort() }).toEqual({
      code: 1,
      lines: [
        `${file}: 1 problem in 101 resources.`,
        expect.stringMatching(
          /^Note: template: the packages of 10 functions are not beside it, .+ \(function-package\)$/,
        ),
        "PreSignupLambdaFunction: it may run 6 s, but Cognito waits 5 s for PreSignUp and then calls it again. Fix: set timeout of functions.preSignup in serverless.yml to 5 or less. (trigger-timeout)",
      ],
    });
  });

  it.each([
    ["no options", [], "Name a stage with --stage, or a packaged template with --template."],
    [
      "an unknown stage",
      ["--stage", "nope"],
      'There is no stage "nope" for this command; the stages are dev, prod, staging',
    ],
    ["a missing file", ["--template", "nope.json"], "There is no file nope.json."],
    ["a file that is not JSON", ["--template", "serverless.yml"], "serverless.yml is not JSON"],
    ["a missing folder", ["--stage", "dev", "--config", "nope"], "no such folder"],
    ["an unknown option", ["--stages", "dev"], "(Did you mean --stage?)"],
    ["an invalid number of mails", ["--stage", "dev", "--per-day", "many"], "Write a number of emails, such as 500."],
  ])("says what to do if given %s", async (_, options, says) => {
    const { code, output } = await doctor(options);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining(says) });
    expect(output).not.toContain("    at ");
  });

  it("asks to sign in if there are no credentials", async () => {
    const { code, output } = await doctor(["--template", readPackagedTemplate("prod").file, "--live"]);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/^AWS did not accept your credentials .+Sign in/),
    });
  });

  it("checks the account with --live, and says what it lacks", async () => {
    const sandbox = { ProductionAccessEnabled: false };
    const aws = await startStandInAws(answersOf("cognito-trigger-suite-prod", { GetAccount: sandbox }));
    const keys = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
    const { file } = readPackagedTemplate("prod");
    const { code, output } = await doctor(["--template", file, "--live"], keys);
    await aws.close();
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining("(live-sandbox)") });
    expect(output).toContain("Note: SES account: its quota is 50000 mails per day and 14 per second");
    expect(output).toContain(`${file}: 1 problem in`);
  });
});
