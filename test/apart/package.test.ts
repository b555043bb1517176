import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import JSZip from "jszip";
import { sampleEvent } from "../support/events.ts";
import {
  findCircle,
  listNeeds,
  type Resource,
  readPackagedTemplate,
  runFramework,
  type Template,
} from "../support/packaged.ts";
import { patience } from "../support/patience.ts";
import { suiteWith } from "../support/suite.ts";

jest.setTimeout(patience.test);

const load = createRequire(__filename);

type Statement = { Action: string | string[]; Resource: unknown };

const triggers = {
  customMessage: "CustomMessage",
  preSignup: "PreSignUp",
  postConfirmation: "PostConfirmation",
  preTokenGeneration: "PreTokenGeneration",
  postAuthentication: "PostAuthentication",
};
const functions = [...Object.keys(triggers), "sendMail", "countActivity", "mailFeedback", "ensureProfile", "pages"];
const capital = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

const tracing = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const withoutTracing = ({ Action }: Statement) => [Action].flat().filter((action) => !tracing.includes(action));

/** The actions that IAM cannot restrict to a resource. */
const unbounded = ["logs:PutLogEvents", "sns:Publish", ...tracing];

const existingPool = "eu-west-1_AbCdEfGhI";

type Variant = {
  name: string;
  stage: string;
  config?: string;
  existing?: boolean;
  version?: string;
  retained: boolean;
};

const variants: Variant[] = [
  { name: "dev", stage: "dev", retained: false },
  { name: "staging", stage: "staging", retained: true },
  { name: "prod", stage: "prod", retained: true },
  { name: "an existing pool", stage: "prod", config: "samples/existing-pool", existing: true, retained: true },
  { name: "everything", stage: "prod", config: "samples/everything", version: "V3_0", retained: true },
];

describe.each(variants)("the package of $name", ({ stage, config, existing, version = "V2_0", retained }) => {
  let folder = "";
  let text = "";
  let template: Template = { Resources: {}, Outputs: {} };
  let resources: Record<string, Resource> = {};
  const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);
  const properties = (name: string) => resources[name]?.Properties ?? {};

  beforeAll(() => {
    ({ folder, text, template } = readPackagedTemplate(stage, config));
    resources = template.Resources;
  });

  it("is within CloudFormation's limits", () => {
    expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
    expect(Object.keys(template.Outputs).length).toBeLessThanOrEqual(200);
    expect(text.length).toBeLessThan(1_000_000);
  });

  it("refers only to its own resources, without circular references", () => {
    const graph = listNeeds(template);
    expect(
      Object.entries(graph).flatMap(([name, needed]) =>
        needed.filter((one) => !Object.hasOwn(resources, one)).map((one) => `${name} → ${one}`),
      ),
    ).toEqual([]);
    expect(findCircle(graph)).toEqual([]);
  });

  it("has every function on arm64, each with its own role", () => {
    const lambdas = ofType("AWS::Lambda::Function").map(({ Properties }) => Properties);
    expect(lambdas.map(({ FunctionName }) => FunctionName).sort()).toEqual(
      functions.map((name) => `cognito-trigger-suite-${stage}-${name}`).sort(),
    );
    expect(new Set(lambdas.map(({ Runtime, Architectures }) => JSON.stringify([Runtime, Architectures])))).toEqual(
      new Set(['["nodejs24.x",["arm64"]]']),
    );
    expect(new Set(lambdas.map(({ Role }) => JSON.stringify(Role))).size).toBe(functions.length);
    expect(Object.keys(resources).filter((name) => name.endsWith("IamRoleLambdaExecution"))).toHaveLength(
      functions.length,
    );
    expect(ofType("AWS::Logs::LogGroup").filter(({ Properties }) => Properties["RetentionInDays"])).toHaveLength(
      functions.length,
    );
  });

  it.each(Object.entries(triggers))("%s may be invoked as %s only by this pool of this account", (name, trigger) => {
    expect(properties(`${capital(name)}LambdaPermissionCognitoUserPoolUsersTriggerSource${trigger}`)).toEqual({
      Action: "lambda:InvokeFunction",
      FunctionName: { "Fn::GetAtt": [`${capital(name)}LambdaFunction`, "Arn"] },
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: existing
        ? {
            "Fn::Sub": `arn:\${AWS::Partition}:cognito-idp:\${AWS::Region}:\${AWS::AccountId}:userpool/${existingPool}`,
          }
        : { "Fn::GetAtt": ["CognitoUserPoolUsers", "Arn"] },
      SourceAccount: { Ref: "AWS::AccountId" },
    });
    expect(properties(`${capital(name)}LambdaFunction`)["Timeout"]).toBeLessThanOrEqual(5);
  });

  it("allows exact actions on exact resources, except for actions without a resource", () => {
    const statements = [...ofType("AWS::IAM::Role"), ...ofType("AWS::IAM::Policy")].flatMap(({ Properties }) =>
      ((Properties["Policies"] ?? [Properties]) as Array<{ PolicyDocument?: { Statement: Statement[] } }>).flatMap(
        ({ PolicyDocument }) => PolicyDocument?.Statement ?? [],
      ),
    );
    expect(statements.length).toBeGreaterThan(functions.length);
    const actions = ({ Action }: Statement) => [Action].flat();
    expect(statements.flatMap(actions).filter((action) => action.includes("*"))).toEqual([]);
    const wild = statements.filter(({ Resource }) =>
      JSON.stringify(Resource)
        .replaceAll(/"Fn::Sub":"[^"]*\/\*"/g, "")
        .includes("*"),
    );
    expect(
      wild.flatMap(actions).filter((action) => !unbounded.includes(action) && !action.startsWith("logs:")),
    ).toEqual([]);
  });

  if (existing)
    it("creates no Cognito resources, and lets no function change a pool", () => {
      const cognito = Object.values(resources).filter(({ Type }) => /^(?:AWS::Cognito|Custom)::/.test(Type));
      expect(cognito).toEqual([]);
      expect(text).not.toContain("UpdateUserPool");
      expect(properties("EnsureProfileIamRoleLambdaExecution")["Policies"]).toEqual([
        expect.objectContaining({
          PolicyDocument: expect.objectContaining({
            Statement: expect.arrayContaining([
              expect.objectContaining({
                Action: ["cognito-idp:AdminGetUser"],
                Resource: { "Fn::Sub": expect.stringContaining(existingPool) },
              }),
            ]),
          }),
        }),
      ]);
      const variables = (name: string) =>
        (properties(name)["Environment"] as { Variables: Record<string, unknown> }).Variables;
      expect(variables("PreSignupLambdaFunction")["USER_POOL_ID"]).toBe(existingPool);
      expect(variables("PagesLambdaFunction")["APP_CLIENT_IDS"]).toBe("1example23456789abcdefghijk");
    });
  else {
    it.each(Object.entries(triggers))("%s is the pool's trigger for %s", (name, trigger) => {
      const arn = { "Fn::GetAtt": [`${capital(name)}LambdaFunction`, "Arn"] };
      const triggersOfPool = properties("CognitoUserPoolUsers")["LambdaConfig"] as Record<string, unknown>;
      if (trigger !== "PreTokenGeneration") return expect(triggersOfPool[trigger]).toEqual(arn);
      expect(triggersOfPool).not.toHaveProperty("PreTokenGeneration");
      expect(triggersOfPool["PreTokenGenerationConfig"]).toEqual({ LambdaArn: arn, LambdaVersion: version });
    });

    it("has a case-insensitive pool that sends the suite's mails", () => {
      expect(properties("CognitoUserPoolUsers")).toMatchObject({
        UserPoolName: `cognito-trigger-suite-${stage}`,
        UsernameConfiguration: { CaseSensitive: false },
        EmailConfiguration: { EmailSendingAccount: "DEVELOPER" },
        VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
        DeletionProtection: stage === "prod" ? "ACTIVE" : "INACTIVE",
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: suiteWith().temporaryPasswordDays } },
      });
    });

    it("lets users sign in at a domain with the code flow, through clients that hide who has an account", () => {
      const clients = ofType("AWS::Cognito::UserPoolClient").map(({ Properties }) => Properties);
      expect(clients.length).toBeGreaterThan(0);
      for (const client of clients) {
        expect(client).toMatchObject({ PreventUserExistenceErrors: "ENABLED", EnableTokenRevocation: true });
        expect([["code"], ["client_credentials"]]).toContainEqual(client["AllowedOAuthFlows"]);
      }
      expect(ofType("AWS::Cognito::UserPoolDomain")).toHaveLength(1);
      expect(ofType("AWS::Cognito::ManagedLoginBranding")).toHaveLength(
        clients.filter(({ AllowedOAuthFlows }) => String(AllowedOAuthFlows) === "code").length,
      );
    });
  }

  it("lets customMessage and pages only write logs", () => {
    for (const name of ["CustomMessage", "Pages"]) {
      const [policy] = properties(`${name}IamRoleLambdaExecution`)["Policies"] as Array<{
        PolicyDocument: { Statement: Statement[] };
      }>;
      expect(
        policy?.PolicyDocument.Statement.flatMap(withoutTracing).every((action) => action.startsWith("logs:")),
      ).toBe(true);
    }
  });

  it("lets the triggers that hand over invoke ensureProfile, and no function invoke another", () => {
    const called = functions.flatMap((name) => {
      const [policy] = properties(`${capital(name)}IamRoleLambdaExecution`)["Policies"] as Array<{
        PolicyDocument: { Statement: Statement[] };
      }>;
      return (policy?.PolicyDocument.Statement ?? [])
        .filter(({ Action }) => [Action].flat().some((action) => action.startsWith("lambda:")))
        .map(({ Action, Resource }) => [name, Action, Resource]);
    });
    const ensureProfile = `cognito-trigger-suite-${stage}-ensureProfile`;
    const arn = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${ensureProfile}`;
    const callers = ["postConfirmation", "preTokenGeneration", "postAuthentication"];
    expect(called).toEqual(callers.map((name) => [name, ["lambda:InvokeFunction"], { "Fn::Sub": arn }]));
    for (const name of callers)
      expect(properties(`${capital(name)}LambdaFunction`)["Environment"]).toMatchObject({
        Variables: { ENSURE_PROFILE_FUNCTION: ensureProfile },
      });
  });

  it("throttles the pages, so that a flood leaves the triggers enough concurrency", () => {
    const settings = ofType("AWS::ApiGatewayV2::Stage").map(({ Properties }) => Properties["DefaultRouteSettings"]);
    expect(settings).toEqual([expect.objectContaining({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 })]);
  });

  it("traces every function with the permission to do so, if the stage enables it", () => {
    const traced = stage === "dev" ? 0 : functions.length;
    const lambdas = ofType("AWS::Lambda::Function").filter(({ Properties }) => Properties["TracingConfig"]);
    expect(lambdas).toHaveLength(traced);
    const permitted = ofType("AWS::IAM::Role").filter(({ Properties }) => JSON.stringify(Properties).includes("xray:"));
    expect(permitted).toHaveLength(traced);
  });

  it.each([
    [
      "sendMail",
      "OwedMailFailures",
      [{ eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: [{ prefix: "OUTBOX#" }] } } } }],
    ],
    [
      "countActivity",
      "ActivityFailures",
      [
        { eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: ["PROFILE", { prefix: "SIGNIN#" }] } } } },
        {
          eventName: ["MODIFY"],
          dynamodb: { Keys: { sk: { S: ["PROFILE"] } }, NewImage: { confirmedAt: { N: [{ exists: true }] } } },
        },
      ],
    ],
  ])("invokes %s for its own rows only, and lets it report failed records", (name, queue, patterns) => {
    const mappings = ofType("AWS::Lambda::EventSourceMapping").map(({ Properties }) => Properties);
    expect(mappings).toHaveLength(2);
    const arn = JSON.stringify({ "Fn::GetAtt": [`${capital(name)}LambdaFunction`, "Arn"] });
    expect(mappings.filter(({ FunctionName }) => JSON.stringify(FunctionName) === arn)).toEqual([
      expect.objectContaining({
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 3600,
        StartingPosition: "TRIM_HORIZON",
        DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": [queue, "Arn"] } } },
        FilterCriteria: { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
      }),
    ]);
  });

  it("gets the SES events of its own mails through this stage's configuration set", () => {
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
    const actions = policy?.PolicyDocument.Statement.flatMap(withoutTracing) ?? [];
    expect(actions.filter((action) => !action.startsWith("logs:"))).toEqual(["dynamodb:UpdateItem", "sqs:SendMessage"]);
  });

  // test/infra/operations/observability.test.ts checks the alarms and the dashboard.
  it("filters only logs that exist, and publishes metrics in the namespace of this stage", () => {
    const groups = ofType("AWS::Logs::MetricFilter").map(
      ({ Properties }) => (Properties["LogGroupName"] as { Ref: string }).Ref,
    );
    expect(groups.length).toBeGreaterThan(5);
    expect(groups.filter((group) => resources[group]?.Type !== "AWS::Logs::LogGroup")).toEqual([]);
    for (const name of ["SendMail", "CountActivity", "MailFeedback"])
      expect(properties(`${name}LambdaFunction`)["Environment"]).toMatchObject({
        Variables: {
          POWERTOOLS_METRICS_NAMESPACE: `cognito-trigger-suite-${stage}`,
          POWERTOOLS_METRICS_DISABLED: "false",
        },
      });
  });

  it(`${retained ? "keeps" : "deletes"} the table and the pool when the stack is deleted`, () => {
    for (const name of existing ? ["SuiteTable"] : ["SuiteTable", "CognitoUserPoolUsers"])
      expect(resources[name]).toMatchObject(
        retained
          ? { DeletionPolicy: "RetainExceptOnCreate", UpdateReplacePolicy: "Retain" }
          : { DeletionPolicy: "Delete", UpdateReplacePolicy: "Delete" },
      );
  });

  describe("bundles", () => {
    const bundle = async (name: string) => {
      const zip = await JSZip.loadAsync(readFileSync(join(folder, `${name}.zip`)));
      const [entry, ...others] = Object.values(zip.files).filter(({ dir }) => !dir);
      expect(others).toEqual([]);
      return { path: entry?.name ?? "", code: (await entry?.async("string")) ?? "" };
    };

    it.each(functions)("%s is one small file without MJML, compiler or eval", async (name) => {
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
    ])("%s runs as Lambda loads it", async (name, event, response) => {
      const { path, code } = await bundle(name);
      const own = mkdtempSync(join(tmpdir(), "bundle-"));
      const file = join(own, basename(path));
      writeFileSync(file, code);
      const { handler } = load(file);
      rmSync(own, { recursive: true, force: true });
      expect((await handler(sampleEvent(event), {})).response).toMatchObject(response);
    });
  });
});

describe("the package of samples/everything", () => {
  let everything: Template = { Resources: {}, Outputs: {} };
  let secrets = "";
  const properties = (name: string) => everything.Resources[name]?.Properties;

  beforeAll(() => {
    ({ template: everything, text: secrets } = readPackagedTemplate("prod", "samples/everything"));
  });

  it.each<[string, object]>([
    [
      "CognitoUserPoolUsers",
      {
        UserPoolTier: "PLUS",
        AliasAttributes: ["email", "phone_number", "preferred_username"],
        EnabledMfas: ["SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"],
      },
    ],
    ["ThreatProtection", { CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: "BLOCK" } } }],
    ["SmsRole", {}],
    ["StaffGroup", { RoleArn: { "Fn::GetAtt": ["StaffGroupRole", "Arn"] } }],
    ["CustomersGroup", { GroupName: "customers" }],
    ["WebClient", { GenerateSecret: false }],
    ["ServerClient", { GenerateSecret: true }],
    ["BillingClient", { AllowedOAuthFlows: ["client_credentials"] }],
    ["OrdersResourceServer", { Identifier: "https://api.example.com" }],
    ["SignInDomain", { Domain: "sign-in.example.com" }],
    ["WebClientStyle", {}],
    ["GoogleProvider", { ProviderType: "Google" }],
    ["FacebookProvider", { ProviderType: "Facebook" }],
    ["LoginWithAmazonProvider", { ProviderType: "LoginWithAmazon" }],
    ["SignInWithAppleProvider", { ProviderType: "SignInWithApple" }],
    ["OktaProvider", { ProviderType: "SAML" }],
    ["KeycloakProvider", { ProviderType: "OIDC" }],
    ["IdentityPool", { AllowUnauthenticatedIdentities: true }],
    ["PreSignupPoolPolicy", {}],
    ["PostConfirmationPoolPolicy", {}],
  ])("has %s", (name, expected) => {
    expect(properties(name)).toMatchObject(expected);
  });

  it("allows only the stage's sender and the brand's sender for mails", () => {
    const statements = (
      (properties("SendMailIamRoleLambdaExecution")?.["Policies"] as Array<{
        PolicyDocument: { Statement: Array<Statement & { Condition?: unknown }> };
      }>) ?? []
    )
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().includes("ses:SendEmail"));
    expect(statements.map(({ Resource, Condition }) => [JSON.stringify(Resource), Condition])).toEqual([
      [
        expect.stringContaining(":identity/mail.example.com"),
        { StringEquals: { "ses:FromAddress": ["no-reply@mail.example.com", "hello@mail.example.com"] } },
      ],
      [expect.stringContaining(":configuration-set/"), undefined],
    ]);
  });

  it("refers to secrets and contains none", () => {
    expect(secrets.match(/\{\{resolve:secretsmanager:/g)).toHaveLength(5);
    expect(secrets).not.toMatch(/"(?:client_secret|private_key)": ?"(?!\{\{resolve:secretsmanager:)/);
  });

  it("has its sender in a separate stack", () => {
    const folder = mkdtempSync(join(tmpdir(), "sender-"));
    runFramework(["package", "--stage", "prod", "--package", folder, "--config", "sender.yml"], "samples/everything");
    const template: Template = JSON.parse(
      readFileSync(join(folder, "cloudformation-template-update-stack.json"), "utf8"),
    );
    rmSync(folder, { recursive: true, force: true });
    expect(Object.keys(template.Resources).filter((name) => name.startsWith("Sender"))).toEqual([
      "Sender",
      "SenderKey1",
      "SenderKey2",
      "SenderKey3",
      "SenderBounces",
      "SenderPolicy",
    ]);
    expect(findCircle(listNeeds(template))).toEqual([]);
    expect(everything.Resources).not.toHaveProperty("Sender");
  });
});

describe("the Serverless Framework", () => {
  it("names the file and the setting of a problem", () => {
    const folder = mkdtempSync(join(tmpdir(), "settings-"));
    mkdirSync(join(folder, "config"));
    writeFileSync(
      join(folder, "config/prod.yml"),
      "region: Frankfurt\nmail: { from: a@example.com, identity: example.com }\n",
    );
    expect(() => readPackagedTemplate("prod", folder)).toThrow(
      /prod\.yml: region: must be an AWS region, such as eu-west-1\n/,
    );
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["without a stage", [], "The stage local cannot be deployed: write npm run deploy -- --stage dev"],
    ["without credentials", ["--stage", "dev"], "AWS provider credentials not found"],
  ])("refuses to deploy %s", (_, words, problem) => {
    expect(() => runFramework(["deploy", ...words])).toThrow(problem);
  });
});

it("npx suite deploy refuses a stage with an example address as sender before it calls AWS", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/suite.ts", "deploy", "-s", "prod"], {
    encoding: "utf8",
  });
  expect({ status, output: stdout + stderr }).toEqual({
    status: 1,
    output: expect.stringMatching(
      /^Settings to correct:\n {2}config\/prod\.yml: mail\.from: .+\nWrite an address in your own/,
    ),
  });
});

describe("findCircle", () => {
  it.each([
    [{ a: ["b"], b: ["c"], c: [] }, []],
    [{ a: ["b"], b: ["c"], c: ["b"] }, ["b", "c", "b"]],
  ])("of %j is %j", (graph, found) => {
    expect(findCircle(graph)).toEqual(found);
  });

  it("finds a trigger that refers to its pool", () => {
    const pool = {
      Type: "AWS::Cognito::UserPool",
      Properties: { LambdaConfig: { PreSignUp: { "Fn::GetAtt": ["F", "Arn"] } } },
    };
    const role = { Type: "AWS::IAM::Role", Properties: { Policies: [{ Resource: { "Fn::Sub": "${P.Arn}" } }] } };
    const trigger = { Type: "AWS::Lambda::Function", Properties: { Role: { "Fn::GetAtt": ["R", "Arn"] } } };
    expect(findCircle(listNeeds({ Resources: { P: pool, R: role, F: trigger }, Outputs: {} }))).toEqual([
      "P",
      "F",
      "R",
      "P",
    ]);
  });
});
