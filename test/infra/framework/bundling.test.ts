import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { root } from "../../../schema/folder.ts";
import type { CognitoEvent } from "../../../src/runtime/cognito-event.ts";
import { sampleEvent } from "../../support/events.ts";
import { copyProject } from "../../support/project-copy.ts";

type Handler = (event: CognitoEvent) => Promise<CognitoEvent>;
type Copy = ReturnType<typeof copyProject>;

const preSignUp = "src/handlers/pre-signup.ts";
const [listFile, moved] = ["src/steps/disposable-domains.ts", "src/rules/disposable-domains.ts"];
const refused = 'disposableDomains: "refused"';
const load = createRequire(__filename);

let copy: Copy;
let bundles = 0;

beforeAll(() => {
  copy = copyProject();
  const compiled = "src/templates/compiled";
  cpSync(join(root, compiled), copy.path(compiled), { recursive: true });
});
afterAll(() => copy.remove());

const changed = [preSignUp, listFile, "src/aws/clients.ts", "package.json", "serverless.yml"];
afterEach(() => {
  for (const file of changed) cpSync(join(root, file), copy.path(file));
  rmSync(copy.path(moved), { force: true });
});

/** Bundles pre-signup in the copy, as for a package. */
const bundle = async (standIns = {}): Promise<{ code: number; output: string; handler: () => Handler }> => {
  bundles += 1;
  const outfile = copy.path(`bundle-${bundles}.cjs`);
  const request = JSON.stringify({ entry: preSignUp, outfile, standIns });
  const done = await copy.run(process.execPath, "test/support/bundle-handler.mjs", request);
  return { ...done, handler: () => load(outfile).handler };
};

const signUp = (handler: Handler, domain: string) =>
  handler(sampleEvent("PreSignUp_SignUp", { userAttributes: { email: `ada@${domain}` } }));

const moveList = (): void => {
  renameSync(copy.path(listFile), copy.path(moved));
  copy.edit("package.json", `./${listFile}`, `./${moved}`);
};

describe("the list of disposable domains", () => {
  beforeAll(() => copy.edit("suite.config.ts", "perAddressAndHour: 5 }", `perAddressAndHour: 5, ${refused} }`));
  afterAll(() => copy.edit("suite.config.ts", `, ${refused}`, ""));

  it.each<[string, () => void]>([
    ["of the unchanged project", () => undefined],
    ["after the module and its path in package.json move", moveList],
  ])("is in the bundle %s, and refuses such users", async (_, change) => {
    change();
    const { output, handler } = await bundle();
    expect(output).toBe("");
    await expect(signUp(handler(), "mailinator.com")).rejects.toThrow("[SU-DISPOSABLE]");
  });

  it.each<[string, () => void, string]>([
    [
      "is imported by its path",
      () => copy.edit(preSignUp, '"#disposable-domains"', '"../steps/disposable-domains.ts"'),
      `${preSignUp} imports ${listFile} by its path: write "#disposable-domains".`,
    ],
    [
      "is moved, and imported by its path",
      () => {
        moveList();
        copy.edit(preSignUp, '"#disposable-domains"', '"../rules/disposable-domains.ts"');
      },
      `${preSignUp} imports ${moved} by its path: write "#disposable-domains".`,
    ],
    [
      "is not imported",
      () =>
        copy.edit(
          preSignUp,
          'import { disposableDomains } from "#disposable-domains"',
          'const disposableDomains = () => ""',
        ),
      'preSignup does not import "#disposable-domains", which replaced:#disposable-domains replaces',
    ],
    [
      "belongs to a renamed function",
      () => copy.edit("serverless.yml", "  preSignup:", "  join:"),
      "infra/framework/replacements.cjs: serverless.yml has no function preSignup.",
    ],
  ])("stops the build if its module %s", async (_, change, problem) => {
    change();
    const { code, output } = await bundle();
    expect([code, output]).toEqual([1, expect.stringContaining(problem)]);
  });
});

it("the bundle holds only the version of each client's package.json, for the user agent", async () => {
  const { handler } = await bundle();
  expect(handler()).toBeInstanceOf(Function);
  const [code, { version, description }] = [
    readFileSync(copy.path(`bundle-${bundles}.cjs`), "utf8"),
    load("@aws-sdk/client-dynamodb/package.json"),
  ];
  expect([code.includes(`"${version}"`), code.includes(description)]).toEqual([true, false]);
});

type Plugin = { setup: (build: object) => void };
type OnEnd = (result: object) => { errors: Array<{ text: string }> };

describe("the SDK's schemas", () => {
  const { shrinkAwsSdk } = load("../../../infra/framework/aws-sdk-plugin.cjs") as {
    shrinkAwsSdk: Plugin;
  };
  const errorsOf = (...files: string[]) => {
    let onEnd: OnEnd | undefined;
    shrinkAwsSdk.setup({
      initialOptions: {},
      onLoad: () => undefined,
      onEnd: (callback: OnEnd) => {
        onEnd = callback;
      },
    });
    return onEnd?.({ metafile: { inputs: Object.fromEntries(files.map((file) => [file, {}])) } }).errors;
  };
  const client = "node_modules/@aws-sdk/client-sesv2/";

  it.each([
    ["are accepted at the known path", [`${client}dist-es/index.js`, `${client}dist-es/schemas/schemas_0.js`], []],
    [
      "are refused at another path",
      [`${client}dist-es/index.js`, `${client}dist-es/models/schemas.js`],
      [{ text: expect.stringContaining(`${client} has no schemas at the known path`) }],
    ],
  ])("%s", (_, files, errors) => {
    expect(errorsOf(...files)).toEqual(errors);
  });
});

describe("another replacement", () => {
  it.each<[string, () => void, string]>([
    [
      "the chosen suite.config.ts",
      () => copy.edit(preSignUp, '"#suite"', '"../../suite.config.ts"'),
      `${preSignUp} imports suite.config.ts by its path: write "#suite".`,
    ],
    [
      "the stand-in for the pool",
      () => copy.edit(preSignUp, '"#pool"', '"../aws/linking.ts"'),
      `${preSignUp} imports src/aws/linking.ts by its path: write "#pool".`,
    ],
    [
      "the credential provider, imported by its path",
      () =>
        copy.edit(
          "src/aws/clients.ts",
          "\nexport const createClientSettings",
          '\nimport { defaultProvider } from "../../node_modules/@aws-sdk/credential-provider-node/dist-es/index.js";\nexport const provider = defaultProvider;\nexport const createClientSettings',
        ),
      'src/aws/clients.ts imports node_modules/@aws-sdk/credential-provider-node/ by its path: write "@aws-sdk/credential-provider-node".',
    ],
  ])("stops the build if it is bypassed: %s", async (_, change, problem) => {
    change();
    const { code, output } = await bundle();
    expect([code, output]).toEqual([1, expect.stringContaining(problem)]);
  });

  it("can be a test's stand-in, under the name that src imports", async () => {
    const path = copy.path("stand-in.js");
    writeFileSync(path, 'export const disposableDomains = () => "example.museum";');
    copy.edit("suite.config.ts", "perAddressAndHour: 5 }", `perAddressAndHour: 5, ${refused} }`);
    const { output, handler } = await bundle({ "#disposable-domains": path });
    expect(output).toBe("");
    await expect(signUp(handler(), "example.museum")).rejects.toThrow("[SU-DISPOSABLE]");
    expect((await bundle({ "@aws-sdk/client-sesv2": path })).output).toContain(
      'preSignup does not import "@aws-sdk/client-sesv2"',
    );
  });
});
