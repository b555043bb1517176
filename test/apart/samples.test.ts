import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { refusalOf } from "../../src/client/refusal.ts";
import { type Federation, type SignUp, startFederation } from "../support/federation.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const root = resolve(__dirname, "../..");

let sample: Federation;
let addresses = 0;

/** A new address at this domain. */
const newAddressAt = (domain: string): string => {
  addresses += 1;
  return `ada${process.pid}${addresses}@${domain}`;
};

const startSample = (name: string) => {
  beforeAll(async () => {
    sample = await startFederation(19_929, resolve(root, "samples", name));
  });
  afterAll(() => sample?.stop(), 30_000);
};

/** The code of the refusal that an app gets; undefined if the user may sign up. */
const readRefusal = async (email: string, more?: SignUp): Promise<string | undefined> => {
  try {
    await sample.signUp(email, more);
    return undefined;
  } catch (error) {
    return refusalOf(error)?.code ?? String(error);
  }
};

/** Runs `npx suite claims set` on the running sample. */
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
  startSample("saas");

  it.each([
    ["a work address", "acme.example", undefined],
    ["a private address", "gmail.com", "SU-DOMAIN"],
    ["a disposable address", "mailinator.com", "SU-DISPOSABLE"],
  ])("%s: %s", async (_, domain, code) => {
    expect(await readRefusal(newAddressAt(domain))).toBe(code);
  });

  it("adds the tenant to both tokens after the backend has written it", async () => {
    const { email, sub } = await sample.confirmed(newAddressAt("acme.example"));
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
  startSample("consumer");
  const validation = { termsVersion: "2026-11" };

  it.each<[string, SignUp, string | undefined]>([
    ["who accepts the terms", { validation }, undefined],
    ["who does not accept the terms", {}, "SU-TERMS"],
    ["who accepts older terms", { validation: { termsVersion: "2025-01" } }, "SU-TERMS"],
    [
      "who is old enough for the other app",
      { client: "localkids", validation, attributes: { birthdate: "1990-12-31" } },
      undefined,
    ],
    [
      "who is too young for the other app",
      { client: "localkids", validation, attributes: { birthdate: "2020-01-01" } },
      "SU-AGE",
    ],
    ["who does not tell the other app their age", { client: "localkids", validation }, "SU-AGE"],
  ])("a user %s", async (_, more, code) => {
    expect(await readRefusal(newAddressAt("example.com"), more)).toBe(code);
  });

  it("makes every user a member, with the claim in the first token", async () => {
    const { email } = await sample.confirmed(newAddressAt("example.com"), { validation });
    expect((await sample.signIn(email)).access).toMatchObject({ "cognito:groups": ["members"], member: ["yes"] });
  });

  it("links a Google sign-in to the existing user, and lets them in when the app retries", async () => {
    const { email, sub } = await sample.confirmed(newAddressAt("example.com"), { validation });
    const first = await sample.comeFrom({ email });
    expect(refusalOf(first.message)?.code).toBe("SU-LINKED");
    expect((await sample.comeFrom({ email, id: first.id })).claims["sub"]).toBe(sub);
  });
});

describe("samples/internal", () => {
  startSample("internal");

  it.each([
    ["an employee", "example.com", undefined],
    ["a contractor", "contractors.example.com", "SU-DOMAIN"],
    ["a stranger", "example.org", "SU-DOMAIN"],
    ["a stranger with a similar domain", "notexample.com", "SU-DOMAIN"],
  ])("%s: %s", async (_, domain, code) => {
    expect(await readRefusal(newAddressAt(domain))).toBe(code);
  });

  it("gives users the role of their group, and ignores a role that they name themselves", async () => {
    const { email } = await sample.confirmed(newAddressAt("example.com"), { attributes: { name: "administrator" } });
    const { id, access } = await sample.signIn(email);
    expect([id["roles"], access["roles"], access["cognito:groups"]]).toEqual([["reader"], ["reader"], ["staff"]]);
    expect(access).not.toHaveProperty("costCentre");
  });

  it("rejects a user without a group, because the role is required", async () => {
    const { email } = await sample.confirmed(newAddressAt("team.example.com"));
    await expect(sample.signIn(email)).rejects.toThrow("[TRY-AGAIN]");
  });
});
