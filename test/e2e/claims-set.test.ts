import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { root } from "../../schema/folder.ts";
import { readProfile, saveProfile } from "../../src/aws/person.ts";
import { toItem } from "../../src/aws/table.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import type { ClaimChanges } from "../../tools/claims/assignments.ts";
import { setClaims } from "../../tools/claims/set-claims.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { patience } from "../support/patience.ts";
import { suiteWith } from "../support/suite.ts";

jest.setTimeout(patience.test);

const endpoint = urls.dynamodb;
const client = new DynamoDBClient({
  region: "eu-west-1",
  endpoint,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const table = { client, name: `claims-test-${Date.now()}` };
const profile = { userName: "u", emailVerified: true, provider: "Cognito", attributes: {}, createdAt: 1 };
const claimsOf = async (sub: string) => (await readProfile(table, { consistent: true })(sub, noHurry))?.claims;

const createUser = async (): Promise<string> => {
  const sub = randomUUID();
  await saveProfile(table)({ sub, profile }, noHurry);
  return sub;
};

const set = async (sub: string, changes: ClaimChanges, dryRun = false): Promise<string[]> => {
  const lines: string[] = [];
  const work = { stage: "local", table, rules: suiteWith(), sub, changes, dryRun };
  await setClaims(work, (line) => lines.push(line));
  return lines;
};

const runAt = (address: string, ...options: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    execFile(
      process.execPath,
      ["tools/suite.ts", "claims", "set", ...options, "--stage", "local"],
      { cwd: root, env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: address } },
      (error, output, errors) => done({ code: Number(error?.code ?? 0), output: output + errors }),
    );
  });

beforeAll(async () => {
  await client.send(new CreateTableCommand(newTableInput(table.name)));
});

describe("claims of a user", () => {
  it("are set and removed, and the rest of the row is unchanged", async () => {
    const sub = await createUser();
    expect(await set(sub, { plan: "pro", roles: ["admin"] })).toEqual([
      "before  {}",
      expect.stringMatching(/^after {3}\{.*"plan":"pro".*\}$/),
      "Written on stage local. The change applies from the user's next token.",
    ]);
    expect(await claimsOf(sub)).toEqual({ plan: "pro", roles: ["admin"] });
    await set(sub, { plan: undefined, tenant: "acme", roles: undefined });
    expect(await readProfile(table, { consistent: true })(sub, noHurry)).toMatchObject({
      ...profile,
      claims: { tenant: "acme" },
    });
    expect(await claimsOf(sub)).toEqual({ tenant: "acme" });
  });

  it("keep the changes of concurrent writers", async () => {
    const sub = await createUser();
    await Promise.all([set(sub, { plan: "pro" }), set(sub, { tenant: "acme" }), set(sub, { roles: "x" })]);
    expect(await claimsOf(sub)).toEqual({ plan: "pro", tenant: "acme", roles: "x" });
  });

  it("are only shown in a dry run", async () => {
    const sub = await createUser();
    expect(await set(sub, { plan: "pro" }, true)).toEqual(["before  {}", 'would be  {"plan":"pro"}']);
    expect(await claimsOf(sub)).toBeUndefined();
  });

  it("are refused if they are too large, and nothing is written", async () => {
    const sub = await createUser();
    await expect(set(sub, { plan: "x".repeat(1_200) })).rejects.toThrow(
      /Nothing was written: .*\n.*plan would be left out of the id token/,
    );
    expect(await claimsOf(sub)).toBeUndefined();
  });

  it("create no row for a user without one", async () => {
    const sub = randomUUID();
    await expect(set(sub, { plan: "pro" })).rejects.toThrow("There is no PROFILE row");
    expect(await readProfile(table, { consistent: true })(sub, noHurry)).toBeUndefined();
  });
});

describe("suite claims set", () => {
  it("changes the claims", async () => {
    const sub = await createUser();
    const words = [sub, "plan=pro", 'roles=["admin"]', "--remove", "tenant", "--table", table.name];
    expect(await runAt(endpoint, ...words)).toEqual({
      code: 0,
      output: expect.stringMatching(/before {2}\{\}\nafter {3}\{.*"plan":"pro".*\}\nWritten on stage local/),
    });
    expect(await claimsOf(sub)).toEqual({ plan: "pro", roles: ["admin"] });
  });

  it.each<[string, string, string[], RegExp]>([
    ["no stack is running", "http://127.0.0.1:9", [], /port 9\..*npm start/],
    ["there is no table", endpoint, ["--table", "nowhere"], /no such table .*Deploy the stage first/],
    ["no claim has this name", endpoint, ["role=admin"], /names plan, tenant, roles as a profileClaim/],
  ])("says what to do if %s", async (_, at, more, text) => {
    const { code, output } = await runAt(at, randomUUID(), "plan=pro", ...more);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(text) });
    expect(output).not.toContain("    at ");
  });
});

describe("the update that docs/claims.md shows for a backend", () => {
  const document = readFileSync(join(root, "docs", "claims.md"), "utf8");
  const updates = [
    ...document.matchAll(/UpdateExpression: +(.+)\nConditionExpression: (.+)\n(?:Names: +(.+)\n)?Values: +(.+)/g),
  ].map(([, UpdateExpression, ConditionExpression, names, values]) => ({
    UpdateExpression,
    ConditionExpression,
    ...(names && { ExpressionAttributeNames: JSON.parse(names) }),
    ExpressionAttributeValues: JSON.parse(values ?? "{}"),
  }));
  const send = (sub: string, update: object) =>
    client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: toItem(profileKey(sub)),
        ...update,
      } as UpdateItemCommandInput),
    );

  it("sets a claim", async () => {
    expect(updates).toHaveLength(2);
    const sub = await createUser();
    for (const update of updates) await send(sub, update);
    expect(await claimsOf(sub)).toEqual({ plan: "pro" });
    const [{ UpdateExpression: _, ExpressionAttributeValues: _values, ...rest } = {} as never] = updates.slice(1);
    await send(sub, { ...rest, UpdateExpression: "REMOVE claims.#name" });
    expect(await claimsOf(sub)).toEqual({});
  });

  it("fails if the user has no row", async () => {
    for (const update of updates)
      await expect(send(randomUUID(), update)).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
  });
});
