import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { stringify } from "yaml";
import { artifactsIn } from "../../scripts/doctor/artifacts.ts";
import { nagFindings, validateFindings } from "../../scripts/doctor/aws-tools.ts";
import { type Finding, findingsOf, lineOf } from "../../scripts/doctor/finding.ts";
import { openFindings } from "../../scripts/doctor/open-findings.ts";
import { parseTemplate } from "../../scripts/doctor/parse-template.ts";
import { bundledCallRules } from "../../scripts/doctor/rules/bundled-calls.ts";
import { mailSenderRules } from "../../scripts/doctor/rules/mail-senders.ts";
import { ownRules } from "../../scripts/doctor/rules.ts";
import type { Template } from "../../scripts/doctor/template.ts";
import { allows, ofStatement } from "../doctor/changes.ts";
import { faults, faultsForAws, faultsForNag } from "../doctor/faults.ts";
import { goodAnswers, startStandInAws } from "../doctor/stand-in-aws.ts";
import { framed } from "../support/packaged.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "doctor-"));
const file = join(folder, "cloudformation-template-update-stack.json");
const withoutAws = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^AWS_|^SUITE_CONFIG$|^STAGE$|^TABLE_NAME$/.test(name)),
);

let text: string;

beforeAll(() => {
  framed(["package", "--stage", "prod", "--package", folder]);
  text = readFileSync(file, "utf8");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const template = () => parseTemplate(text, file);
const artifacts = artifactsIn(folder);
const own = (checked: Template) =>
  findingsOf(ownRules, {
    template: checked,
    bytes: Buffer.byteLength(text),
    production: true,
    region: "eu-west-1",
    artifacts,
  });
const written = (name: string, changed: Template): string => {
  writeFileSync(join(folder, name), JSON.stringify(changed));
  return join(folder, name);
};
const faultsIn = (findings: readonly Finding[]) => findings.filter(({ note }) => !note).map(lineOf);

/** A findings' rule and resource: what is at one place before a change and after it is no news. */
const places = (findings: readonly Finding[]) =>
  new Set(findings.map(({ rule, resource, wrong }) => `${rule} ${resource} ${wrong}`));

it("finds nothing in the stage's own template, and needs every explanation", async () => {
  const all = [...(await own(template())), ...(await validateFindings(file)), ...(await nagFindings(file))];
  expect(faultsIn(openFindings(template(), all, true))).toEqual([]);
});

describe("a single fault in the stage's own template is found", () => {
  let usual: Set<string>;
  beforeAll(async () => {
    usual = places(await own(template()));
  });

  it("for 230 faults and more", () => {
    expect(faults.length).toBeGreaterThanOrEqual(230);
  });

  it.each(faults.map((fault) => [fault.fault, fault.rule, fault.change] as const))(
    "%s: by %s",
    async (_, rule, change) => {
      const broken = template();
      change(broken);
      expect(broken).not.toEqual(template());
      const news = openFindings(broken, await own(broken), true).filter(
        (finding) => !usual.has([...places([finding])].join()),
      );
      expect(news.map((finding) => finding.rule)).toContain(rule);
    },
  );
});

describe("of settings that ask for more", () => {
  const settings = mkdtempSync(join(tmpdir(), "doctor-settings-"));
  const place = mkdtempSync(join(tmpdir(), "doctor-asked-"));
  const packagedFile = join(place, "cloudformation-template-update-stack.json");
  const checks = { ...mailSenderRules, ...bundledCallRules };
  const found = async (change: (template: Template) => void) => {
    const asked = parseTemplate(readFileSync(packagedFile, "utf8"), packagedFile);
    change(asked);
    const checked = { template: asked, bytes: 1, production: true, artifacts: artifactsIn(place) };
    return (await findingsOf(checks, checked))
      .filter(({ note }) => !note)
      .map(({ resource, wrong }) => [resource, wrong]);
  };

  beforeAll(() => {
    writeFileSync(
      join(settings, "suite.config.ts"),
      `import suite from ${JSON.stringify(join(root, "suite.config.ts"))};
      const captcha = { provider: "turnstile", secret: { parameter: "/captcha" }, hostnames: ["www.example.com"], whenDown: "refuse" };
      const two = { ...suite.brands.default, name: "Two", sender: '"Two, Ltd" <Two@Mail.example.com>' };
      export default { ...suite, brands: { ...suite.brands, two }, signUp: { ...suite.signUp, invitationOnly: true, captcha } };`,
    );
    framed(["package", "--stage", "prod", "--package", place], settings);
  });
  afterAll(() => {
    for (const one of [settings, place]) rmSync(one, { recursive: true, force: true });
  });

  it("finds nothing in the template", async () => {
    expect(await found(() => undefined)).toEqual([]);
  });

  it("misses a brand's sender in the condition, which only the package knows", async () => {
    const change = ofStatement((statement) => "Condition" in statement && allows("ses:SendEmail")(statement), {
      Condition: { StringEquals: { "ses:FromAddress": ["no-reply@mail.example.com"] } },
    });
    expect(await found(change)).toEqual([
      ["SendMailLambdaFunction", expect.stringContaining("it sends mail from Two@Mail.example.com, ")],
    ]);
  });

  it("misses what a sign-up is looked up with", async () => {
    const without = (template: Template) => {
      delete template.Resources["PreSignupLookUpsPolicy"];
    };
    expect(await found(without)).toEqual([
      ["PreSignupLambdaFunction", expect.stringContaining("its code calls dynamodb:GetItem, ")],
      ["PreSignupLambdaFunction", expect.stringContaining("its code calls ssm:GetParameter, ")],
    ]);
  });
});

describe("AWS's tools", () => {
  it.each(faultsForAws.map((fault) => [fault.fault, fault.rule, fault.change] as const))(
    "cloudformation-validate finds %s: by %s",
    async (_, rule, change) => {
      const broken = template();
      change(broken);
      const found = await validateFindings(written("aws.json", broken));
      expect(found.map((finding) => finding.rule)).toContain(rule);
    },
  );

  it.each(faultsForNag.map((fault) => [fault.fault, fault.rule, fault.change] as const))(
    "cdk-nag finds %s: by %s",
    async (_, rule, change) => {
      const broken = template();
      change(broken);
      const found = await nagFindings(written("nag.json", broken));
      expect(found.map((finding) => finding.rule)).toContain(rule);
    },
  );

  it("say so where they cannot read a template", async () => {
    const broken = template();
    broken.Resources["Odd"] = { Type: "AWS::SNS::Topic", Properties: { TopicName: { "Fn::GetAtt": ["Gone", "Arn"] } } };
    const [finding] = await nagFindings(written("unreadable.json", broken));
    expect(finding).toMatchObject({ rule: "cdk-nag", wrong: expect.stringContaining("could not read it") });
  });
});

const doctor = (options: readonly string[], environment: Record<string, string> = {}) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["scripts/doctor.ts", ...options],
      { cwd: root, env: { ...withoutAws, AWS_EC2_METADATA_DISABLED: "true", HOME: folder, ...environment } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });

describe("npm run doctor", () => {
  it("packages a stage and finds nothing in it", async () => {
    const { code, output } = await doctor(["--stage", "dev"]);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("dev: nothing found in") });
  });

  it("reads YAML too, and ends with an error and a line for what it finds", async () => {
    const broken = template();
    for (const { Type, Properties } of Object.values(broken.Resources))
      if (Type === "AWS::Cognito::UserPool" && Properties)
        Properties["UsernameConfiguration"] = { CaseSensitive: true };
    const yaml = join(folder, "template.yml");
    writeFileSync(yaml, stringify(broken));
    const { code, output } = await doctor(["--stage", "prod", "--template", yaml, "--ignore", "client-writes"]);
    expect(code).toBe(1);
    expect(output.split("\n").filter((line) => line.endsWith("(pool-case)"))).toEqual([
      expect.stringMatching(/^CognitoUserPoolUsers: .+ Fix: .+CaseSensitive to false\. \(pool-case\)$/),
    ]);
    expect(output).toContain(`${yaml}: 1 found in`);
  });

  it.each([
    ["nothing", [], "Name a stage or a template."],
    ["a stage that is none", ["--stage", "nope"], "There is no stage nope to deploy. There are dev, prod, staging."],
    ["the stage of a laptop", ["--stage", "local"], "There is no stage local to deploy."],
    ["a file that is none", ["--template", "nope.json"], "There is no file nope.json."],
    ["a folder that is none", ["--stage", "dev", "--config", "nope"], "there is no such folder"],
    ["an option that is none", ["--stages", "dev"], "npm run doctor -- --stage <stage>"],
    ["--live without a region", ["--template", file, "--live"], "AWS_REGION=eu-west-1"],
    ["mails that are no number", ["--template", file, "--per-day", "many"], "--per-day many is no number of mails."],
  ])("says what to do when given %s", async (_, options, says) => {
    const { code, output } = await doctor(options);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining(says) });
    expect(output).not.toContain("    at ");
  });

  it("says what is missing where there are no credentials", async () => {
    const { code, output } = await doctor(["--stage", "prod", "--template", file, "--live"]);
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringContaining("There are no AWS credentials"),
    });
    expect(output).not.toContain("    at ");
  });

  it("asks AWS when told to, and says what the account lacks", async () => {
    const sandbox = { SendingEnabled: true, SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 } };
    const aws = await startStandInAws({ ...goodAnswers("cognito-trigger-suite-prod"), GetAccount: { body: sandbox } });
    const { code, output } = await doctor(["--stage", "prod", "--template", file, "--live"], {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
    });
    await aws.close();
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining("(live-sandbox)") });
    expect(output).toContain("Note: SES account: 200 mails a day and 1 a second");
    expect(output).toContain(`${file}: 1 found in`);
  });
});
