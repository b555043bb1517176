import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { refusalOf } from "../../src/client/refusal.ts";
import { type Federation, type SignUp, startFederation } from "../support/federation.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");

let sample: Federation;
let people = 0;

/** An address that nobody has had before. */
const at = (domain: string): string => {
  people += 1;
  return `ada${process.pid}${people}@${domain}`;
};

const started = (name: string) => {
  beforeAll(async () => {
    sample = await startFederation(19_929, resolve(root, "samples", name));
  });
  afterAll(() => sample?.stop(), 30_000);
};

/** The code of a refusal, as an app sees it; undefined where the person may join. */
const refused = async (email: string, more?: SignUp): Promise<string | undefined> => {
  try {
    await sample.signUp(email, more);
    return undefined;
  } catch (error) {
    return refusalOf(error)?.code ?? String(error);
  }
};

/** Runs `npx suite claims set` beside the running sample. */
const setClaims = (...words: string[]): void => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["tools/suite.ts", "claims", "set", "--stage", "local", ...words],
    {
      cwd: root,
      env: { ...process.env, DYNAMODB_PORT: new URL(sample.urls.dynamodb).port, SUITE_CONFIG: `${root}/samples/saas` },
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stderr);
};

describe("samples/saas", () => {
  started("saas");

  it.each([
    ["an address at work", "acme.example", undefined],
    ["a private address", "gmail.com", "SU-DOMAIN"],
    ["an address to throw away", "mailinator.com", "SU-DISPOSABLE"],
  ])("%s: %s", async (_, domain, code) => {
    expect(await refused(at(domain))).toBe(code);
  });

  it("knows no tenant until the backend writes one, and then says it in both tokens", async () => {
    const { email, sub } = await sample.confirmed(at("acme.example"));
    const before = await sample.signIn(email);
    expect(before.access).toMatchObject({ plan: "trial", seats: 3 });
    expect(before.access).not.toHaveProperty("tenant");
    setClaims(sub, "tenant=acme", "plan=team", 'roles=["owner"]');
    const after = await sample.signIn(email);
    expect(after.access).toMatchObject({ tenant: "acme", plan: "team", roles: ["owner"], seats: 25 });
    expect(after.id).toMatchObject({ tenant: "acme", plan: "team", roles: ["owner"] });
    expect(after.id["memberSince"]).toBeGreaterThan(Date.now() / 1_000 - 600);
    expect(after.id).not.toHaveProperty("seats");
  });
});

describe("samples/consumer", () => {
  started("consumer");
  const validation = { termsVersion: "2026-11" };

  it.each<[string, SignUp, string | undefined]>([
    ["who accepts the terms", { validation }, undefined],
    ["who says nothing of the terms", {}, "SU-TERMS"],
    ["who accepts older terms", { validation: { termsVersion: "2025-01" } }, "SU-TERMS"],
    [
      "old enough for the other app",
      { client: "localkids", validation, attributes: { birthdate: "1990-12-31" } },
      undefined,
    ],
    [
      "too young for the other app",
      { client: "localkids", validation, attributes: { birthdate: "2020-01-01" } },
      "SU-AGE",
    ],
    ["who hides their age from the other app", { client: "localkids", validation }, "SU-AGE"],
  ])("somebody %s", async (_, more, code) => {
    expect(await refused(at("example.com"), more)).toBe(code);
  });

  it("makes everybody a member, with the claim in the first token", async () => {
    const { email } = await sample.confirmed(at("example.com"), { validation });
    expect((await sample.signIn(email)).access).toMatchObject({ "cognito:groups": ["members"], member: ["yes"] });
  });

  it("knows who comes back with Google, at the second try of the app", async () => {
    const { email, sub } = await sample.confirmed(at("example.com"), { validation });
    const first = await sample.comeFrom({ email });
    expect(refusalOf(first.message)?.code).toBe("SU-LINKED");
    expect((await sample.comeFrom({ email, id: first.id })).claims["sub"]).toBe(sub);
  });
});

describe("samples/internal", () => {
  started("internal");

  it.each([
    ["somebody of the company", "example.com", undefined],
    ["a contractor", "contractors.example.com", "SU-DOMAIN"],
    ["a stranger", "example.org", "SU-DOMAIN"],
    ["a stranger whose domain ends alike", "notexample.com", "SU-DOMAIN"],
  ])("%s: %s", async (_, domain, code) => {
    expect(await refused(at(domain))).toBe(code);
  });

  it("gives everybody the role of their group, and nobody a role they name themselves", async () => {
    const { email } = await sample.confirmed(at("example.com"), { attributes: { name: "administrator" } });
    const { id, access } = await sample.signIn(email);
    expect([id["roles"], access["roles"], access["cognito:groups"]]).toEqual([["reader"], ["reader"], ["staff"]]);
    expect(access).not.toHaveProperty("costCentre");
  });

  it("lets nobody in who has no group, for the role is required", async () => {
    const { email } = await sample.confirmed(at("team.example.com"));
    await expect(sample.signIn(email)).rejects.toThrow("[TRY-AGAIN]");
  });
});
