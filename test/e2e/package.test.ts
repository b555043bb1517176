import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import JSZip from "jszip";
import { sampleEvent } from "../support/events.ts";
import { suiteWith } from "../support/suite.ts";

const root = resolve(__dirname, "../..");
const load = createRequire(__filename);

type Resource = { Type: string; Properties: Record<string, unknown> };
type Statement = { Action: string[]; Resource: unknown };

const triggers = {
  customMessage: "CustomMessage",
  preSignup: "PreSignUp",
  postConfirmation: "PostConfirmation",
  preTokenGeneration: "PreTokenGeneration",
  postAuthentication: "PostAuthentication",
};
const functions = [...Object.keys(triggers), "sendMail", "mailFeedback", "ensureProfile", "pages"];
const capital = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

describe.each(["dev", "staging", "prod"])("stage %s, packaged", (stage) => {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  let resources: Record<string, Resource> = {};
  const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);
  const properties = (name: string) => resources[name]?.Properties ?? {};

  beforeAll(() => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
    execFileSync(
      process.execPath,
      [load.resolve("serverless/bin/serverless.js"), "package", "--stage", stage, "--package", folder],
      {
        cwd: root,
        env,
        stdio: "pipe",
      },
    );
    resources = JSON.parse(readFileSync(join(folder, "cloudformation-template-update-stack.json"), "utf8")).Resources;
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has every function, on arm64, with a role of its own", () => {
    const lambdas = ofType("AWS::Lambda::Function").map(({ Properties }) => Properties);
    expect(lambdas.map(({ FunctionName }) => FunctionName).sort()).toEqual(
      functions.map((name) => `cognito-trigger-suite-${stage}-${name}`).sort(),
    );
    expect(new Set(lambdas.map(({ Runtime, Architectures }) => JSON.stringify([Runtime, Architectures])))).toEqual(
      new Set(['["nodejs24.x",["arm64"]]']),
    );
    expect(new Set(lambdas.map(({ Role }) => JSON.stringify(Role))).size).toBe(functions.length);
    expect(ofType("AWS::IAM::Role")).toHaveLength(functions.length);
    expect(ofType("AWS::Logs::LogGroup").filter(({ Properties }) => Properties["RetentionInDays"])).toHaveLength(
      functions.length,
    );
  });

  it.each(Object.entries(triggers))("%s is the pool's %s, and only this pool may call it", (name, trigger) => {
    const arn = { "Fn::GetAtt": [`${capital(name)}LambdaFunction`, "Arn"] };
    const config = properties("CognitoUserPoolUsers")["LambdaConfig"] as Record<string, unknown>;
    if (trigger === "PreTokenGeneration") {
      expect(config).not.toHaveProperty("PreTokenGeneration");
      expect(config["PreTokenGenerationConfig"]).toEqual({ LambdaArn: arn, LambdaVersion: "V2_0" });
    } else expect(config[trigger]).toEqual(arn);
    expect(properties(`${capital(name)}LambdaPermissionCognitoUserPoolUsersTriggerSource${trigger}`)).toEqual({
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: { "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"] },
      SourceAccount: { Ref: "AWS::AccountId" },
    });
    expect(properties(`${capital(name)}LambdaFunction`)["Timeout"]).toBeLessThanOrEqual(5);
  });

  it("allows exact actions on exact resources", () => {
    const statements = ofType("AWS::IAM::Role").flatMap(({ Properties }) =>
      (Properties["Policies"] as Array<{ PolicyDocument: { Statement: Statement[] } }>).flatMap(
        ({ PolicyDocument }) => PolicyDocument.Statement,
      ),
    );
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
    const wild = statements.filter(
      ({ Resource, Action }) => JSON.stringify(Resource).includes("*") && !Action.includes("logs:PutLogEvents"),
    );
    expect(wild).toEqual([]);
  });

  it("lets the triggers that only answer write logs and nothing else", () => {
    for (const name of ["CustomMessage", "Pages"]) {
      const [policy] = properties(`${name}IamRoleLambdaExecution`)["Policies"] as Array<{
        PolicyDocument: { Statement: Statement[] };
      }>;
      expect(
        policy?.PolicyDocument.Statement.flatMap(({ Action }) => Action).every((action) => action.startsWith("logs:")),
      ).toBe(true);
    }
  });

  it("has a pool that takes the suite's mails", () => {
    expect(properties("CognitoUserPoolUsers")).toMatchObject({
      UserPoolName: `cognito-trigger-suite-${stage}`,
      UserPoolTier: "ESSENTIALS",
      UsernameAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      EmailConfiguration: { EmailSendingAccount: "DEVELOPER" },
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
      DeletionProtection: stage === "prod" ? "ACTIVE" : "INACTIVE",
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: suiteWith().temporaryPasswordDays } },
    });
  });

  it("wakes sendMail for new mails alone, and lets it say which failed", () => {
    expect(ofType("AWS::Lambda::EventSourceMapping").map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        StartingPosition: "TRIM_HORIZON",
        DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["OwedMailFailures", "Arn"] } } },
        FilterCriteria: {
          Filters: [
            {
              Pattern: JSON.stringify({
                eventName: ["INSERT"],
                dynamodb: { Keys: { sk: { S: [{ prefix: "OUTBOX#" }] } } },
              }),
            },
          ],
        },
      }),
    ]);
  });

  it("hears what became of its own mails, through this stage's configuration set", () => {
    const name = `cognito-trigger-suite-${stage}`;
    expect(properties("MailConfigurationSet")["Name"]).toBe(name);
    expect(properties("MailEvents")).toMatchObject({
      ConfigurationSetName: { Ref: "MailConfigurationSet" },
      EventDestination: { Enabled: true, MatchingEventTypes: ["send", "delivery", "bounce", "complaint"] },
    });
    const rules = ofType("AWS::Events::Rule").filter(({ Properties }) => Properties["EventPattern"]);
    expect(rules.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        State: "ENABLED",
        EventPattern: {
          source: ["aws.ses"],
          detail: { mail: { tags: { "ses:configuration-set": [name] } } },
        },
        Targets: [expect.objectContaining({ Arn: { "Fn::GetAtt": ["MailFeedbackLambdaFunction", "Arn"] } })],
      }),
    ]);
    const [policy] = properties("MailFeedbackIamRoleLambdaExecution")["Policies"] as Array<{
      PolicyDocument: { Statement: Statement[] };
    }>;
    const actions = policy?.PolicyDocument.Statement.flatMap(({ Action }) => Action) ?? [];
    expect(actions.filter((action) => !action.startsWith("logs:"))).toEqual(["dynamodb:UpdateItem", "sqs:SendMessage"]);
  });

  it("has an alarm for each thing that it counts, and for each queue of failures", () => {
    const alarms = ofType("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
    const counted = ofType("AWS::Logs::MetricFilter").map(({ Properties }) => {
      expect(resources[(Properties["LogGroupName"] as { Ref: string }).Ref]?.Type).toBe("AWS::Logs::LogGroup");
      return (Properties["MetricTransformations"] as Array<{ MetricName: string }>)[0]?.MetricName;
    });
    expect(new Set(alarms.flatMap(({ Dimensions, MetricName }) => (Dimensions ? [] : [MetricName])))).toEqual(
      new Set(counted),
    );
    const queues = Object.entries(resources).flatMap(([name, { Type }]) => (Type === "AWS::SQS::Queue" ? [name] : []));
    expect(
      alarms.flatMap(({ Dimensions }) =>
        ((Dimensions ?? []) as Array<{ Value: { "Fn::GetAtt": string[] } }>).map(({ Value }) => Value["Fn::GetAtt"][0]),
      ),
    ).toEqual(queues);
    expect(alarms.every(({ AlarmActions }) => AlarmActions)).toBe(true);
  });

  it("keeps the table and the pool when the stack goes", () => {
    for (const name of ["SuiteTable", "CognitoUserPoolUsers"])
      expect(resources[name]).toMatchObject({ DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" });
  });

  describe("bundles", () => {
    const bundle = async (name: string) => {
      const zip = await JSZip.loadAsync(readFileSync(join(folder, `${name}.zip`)));
      const [entry, ...others] = Object.values(zip.files).filter(({ dir }) => !dir);
      expect(others).toEqual([]);
      return { path: entry?.name ?? "", code: (await entry?.async("string")) ?? "" };
    };

    it.each(functions)("%s is one file without MJML, compiler or eval, and small enough", async (name) => {
      const { path, code } = await bundle(name);
      expect(path).toMatch(/\.cjs$/);
      expect(code.length).toBeLessThan(name === "customMessage" ? 120_000 : 400_000);
      expect(code).not.toMatch(
        /mjml2html|mj-section|new Function\(|\beval\(|sourceMappingURL|Handlebars\.Parser|parseWithoutProcessing/,
      );
    });

    it.each([
      ["customMessage", "CustomMessage_SignUp", { emailSubject: expect.stringContaining("Example") }],
      ["preSignup", "PreSignUp_SignUp", { autoConfirmUser: false }],
    ])("%s runs as Lambda would load it", async (name, event, response) => {
      const { path, code } = await bundle(name);
      const file = join(folder, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, code);
      expect((await load(file).handler(sampleEvent(event), {})).response).toMatchObject(response);
    });
  });
});
