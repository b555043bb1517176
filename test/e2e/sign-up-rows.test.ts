import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { CreateTableCommand, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { newTableInput } from "../../local/database.ts";
import { leaseMail, settleMail } from "../../src/aws/outbox.ts";
import { saveAddress, saveProfile } from "../../src/aws/person.ts";
import { countAttempt, digest, readInvitation } from "../../src/aws/sign-up-rows.ts";
import type { Table } from "../../src/aws/table.ts";
import { createAddressNotices, findLeftEmails } from "../../src/rules/mail/owed.ts";
import { type Key, outboxKey } from "../../src/rules/people/keys.ts";
import { foldMailbox, type MailAddress, parseMailAddress } from "../../src/rules/sign-up/mail-address.ts";
import { invitationKey } from "../../src/rules/sign-up/sign-up-invitation.ts";
import { readAddressKeys } from "../../tools/operate/address-rows.ts";
import {
  deleteInvitation,
  findOpenInvitations,
  newInvitation,
  saveInvitation,
} from "../../tools/operate/invitations.ts";
import { urls } from "../support/clients.ts";
import { noHurry } from "../support/collect.ts";
import { patience } from "../support/patience.ts";

jest.setTimeout(patience.test);

const client = new DynamoDBClient({
  region: "eu-west-1",
  endpoint: urls.dynamodb,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const table: Table = { client, name: "" };
let local: string[] = [];
const now = Date.now();
const day = 86_400_000;

/** A new table for each test. */
beforeEach(async () => {
  table.name = `sign-up-rows-${randomUUID()}`;
  local = ["--stage", "local", "--table", table.name];
  await client.send(new CreateTableCommand(newTableInput(table.name)));
});

const parseAddress = (address: string) => parseMailAddress(address) as MailAddress;
const allRows = async () => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true }));
  return Items.map((row) => unmarshall(row) as Key & Record<string, unknown>);
};

describe("invitations", () => {
  const createInvitation = (email: string, changes: object = {}) => newInvitation({ email, days: 14, now, ...changes });
  const read = (mailbox: string) => readInvitation(table)(mailbox, noHurry);

  it("belong to a mailbox, and the last one counts", async () => {
    await saveInvitation(table)(createInvitation("Grace@Example.com", { name: "Grace", inviter: "Ada", days: 1 }));
    await saveInvitation(table)(createInvitation("grace@example.com", { days: 2 }));
    expect(await read("grace@example.com")).toMatchObject({ email: "grace@example.com", invitedAt: now });
    expect(await read("grace@example.com")).not.toHaveProperty("name");
    expect(await read("grace+x@example.com")).toBeUndefined();
    expect(await deleteInvitation(table)("GRACE@example.com")).toBe(true);
    expect([await read("grace@example.com"), await deleteInvitation(table)("grace@example.com")]).toEqual([
      undefined,
      false,
    ]);
  });

  it("are listed while they are valid, the first to expire first", async () => {
    await saveInvitation(table)(createInvitation("late@example.com", { days: 20 }));
    await saveInvitation(table)(createInvitation("soon@example.com", { days: 1 }));
    await saveInvitation(table)(createInvitation("over@example.com", { now: now - 20 * day }));
    const list = async () => (await findOpenInvitations(table, now)).map(({ email }) => email);
    expect(await list()).toEqual(["soon@example.com", "late@example.com"]);
    for (const email of ["late", "soon", "over"]) await deleteInvitation(table)(`${email}@example.com`);
  });
});

const run = (command: string, options: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    const cwd = resolve(__dirname, "../..");
    const env = { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb };
    execFile(process.execPath, ["tools/suite.ts", command, ...options], { cwd, env }, (error, output, errors) =>
      done({ code: Number(error?.code ?? 0), output: (output + errors).trim() }),
    );
  });
describe("npx suite invite", () => {
  it("invites, lists and revokes", async () => {
    const email = `invited-${randomUUID()}@example.com`;
    const inTwoWeeks = () => new Date(Date.now() + 14 * day).toISOString().slice(0, 10);
    const earliest = inTwoWeeks();
    const invited = await run("invite", [email.toUpperCase(), ...local, "--name", "Ada", "--inviter", "grace"]);
    // Midnight may pass while it runs.
    const until = invited.output.includes(earliest) ? earliest : inTwoWeeks();
    expect(invited.output).toBe(`${email} may sign up on stage local until ${until}.`);
    expect((await run("invite", ["--list", ...local])).output).toBe(
      `${email}\tuntil ${until}\tAda\tgrace\n1 invitations are open on stage local.`,
    );
    const back = ["--revoke", email, ...local];
    expect((await run("invite", back)).output).toBe(`The invitation of ${email} on stage local is revoked.`);
    expect((await run("invite", back)).output).toBe(`${email} has no invitation on stage local.`);
    expect((await run("invite", ["--list", ...local])).output).toBe("0 invitations are open on stage local.");
  });

  it.each([
    [[], "Write one email address, or --list."],
    [["a@example.com", "b@example.com", "--stage", "local"], "too many arguments"],
    [["a@example.com", "--list", "--stage", "local"], "Write one email address, or --list."],
    [["a@example.com"], "Name a stage with --stage"],
    [["nonsense", "--stage", "local"], "nonsense is not an email address"],
    [["a@example.com", "--stage", "local", "--days", "0"], "Write a whole number from 1 to 365."],
    [["a@example.com", "--stage", "local", "--days", "400"], "Write a whole number from 1 to 365."],
    [["a@example.com", "--stage", "local", "--name", "www.evil.example"], "--name www.evil.example cannot be used"],
    [["a@example.com", "--stage", "local", "--inviter", "a\nb"], "--inviter is too long or has several lines."],
  ])("fails with a clear message and no stack trace: %j", async (options, answer) => {
    const { code, output } = await run("invite", options);
    expect([code, output]).toEqual([1, expect.stringContaining(answer)]);
    expect(output).not.toMatch(/^\s+at /m);
  });
});

describe("forget", () => {
  const user = (email: string, changes: object = {}) => ({
    userName: "u",
    emailVerified: true,
    provider: "Cognito",
    attributes: {},
    createdAt: 1,
    email,
    ...changes,
  });
  const all = async (sub: string) => {
    const keys: string[] = [];
    for await (const page of readAddressKeys(table, sub, {})) keys.push(...page.map(({ pk }) => pk));
    return keys;
  };

  it("finds the rows of a user's addresses, including the previous one", async () => {
    const sub = randomUUID();
    const id = randomUUID().slice(0, 8);
    const [email, before, dotted] = [`a${id}+x@example.com`, `b${id}@example.com`, `c.${id}@gmail.com`];
    await saveProfile(table)({ sub, profile: user(email, { previousEmail: before, latestEmail: dotted }) }, noHurry);
    for (const address of [email, before, dotted]) {
      await countAttempt(table)({ what: foldMailbox(parseAddress(address)), max: 5 }, now, noHurry);
      await countAttempt(table)({ what: foldMailbox(parseAddress(address)), max: 5 }, now - day, noHurry);
    }
    await saveInvitation(table)(newInvitation({ email, days: 14, now }));
    const kinds = (await all(sub)).map((pk) => pk.split("#")[0]).sort();
    expect(kinds).toEqual([...Array(6).fill("ATTEMPTS"), "INVITE"]);
    expect(await all(randomUUID())).toEqual([]);
  });

  const kindsFound = async (sub: string, settings: object = {}) => {
    const kinds: string[] = [];
    for await (const page of readAddressKeys(table, sub, settings))
      kinds.push(...page.map(({ pk }) => pk.split("#")[0] ?? ""));
    return kinds.sort();
  };
  const invitation = ["INVITE"];

  it.each<[string, object, object, string[]]>([
    ["that the user has verified", {}, {}, invitation],
    ["that the user has only claimed", { emailVerified: false }, {}, []],
    ["of an untrusted provider", { provider: "Okta" }, {}, []],
    [
      "of a provider that is trusted for other domains",
      { provider: "Okta" },
      { linking: { trustedProviders: ["Okta"], trustedDomains: { Okta: ["example.org"] } } },
      [],
    ],
    ["of a trusted provider", { provider: "Okta" }, { linking: { trustedProviders: ["Okta"] } }, invitation],
  ])("finds an invitation only for a verified address: one %s", async (_, changes, settings, kinds) => {
    const [sub, email] = [randomUUID(), `e${randomUUID().slice(0, 8)}@example.com`];
    await saveProfile(table)({ sub, profile: user(email, changes) }, noHurry);
    await saveInvitation(table)(newInvitation({ email, days: 14, now }));
    expect(await kindsFound(sub, settings)).toEqual(kinds);
  });

  it("keeps the invitation of an address that the user has only claimed, also with --address", async () => {
    const [sub, email] = [randomUUID(), `e${randomUUID().slice(0, 8)}@example.com`];
    const before = `f${randomUUID().slice(0, 8)}@example.com`;
    await saveProfile(table)({ sub, profile: user(email, { emailVerified: false, previousEmail: before }) }, noHurry);
    for (const address of [email, before])
      await saveInvitation(table)(newInvitation({ email: address, days: 14, now }));
    expect((await run("forget", [sub, ...local, "--address", email.toUpperCase()])).output).toBe(
      "Deleted on stage local: 1 INVITE, 1 PROFILE.",
    );
    const left = (await allRows()).map(({ pk }) => pk);
    expect(left.sort()).toEqual([invitationKey(digest(email)).pk]);
  });

  it("treats an address as verified after a password reset with it", async () => {
    const [sub, email] = [randomUUID(), `e${randomUUID().slice(0, 8)}@example.com`];
    await saveProfile(table)({ sub, profile: user(email, { emailVerified: false, latestEmail: email }) }, noHurry);
    await saveInvitation(table)(newInvitation({ email, days: 14, now }));
    expect(await kindsFound(sub)).toEqual(invitation);
  });

  it("finds the rows of addresses that only unsent notices contain", async () => {
    const [sub, id] = [randomUUID(), randomUUID().slice(0, 8)];
    const path = ["a", "b", "c", "d"].map((name) => `${name}${id}@example.com`);
    const [first = "", ...later] = path;
    await saveProfile(table)({ sub, profile: user(first) }, noHurry);
    for (const [index, to] of later.entries()) {
      const known = { email: path[index] ?? "", emailVerified: true };
      const left = findLeftEmails(known, to);
      const owed = createAddressNotices(sub, { brand: "default", language: "en" }, now + index, left);
      await saveAddress(table)(sub, { known, to, previousEmail: left.at(-1) }, owed, noHurry);
    }
    // A notice that was given up keeps its address too.
    const mail = await leaseMail(table)(
      outboxKey(sub, "address-changed", `${new Date(now).toISOString()}#0`),
      "w",
      now,
    );
    await (mail && settleMail(table)(mail, { status: "DEAD", reason: "given up" }));
    for (const email of path) {
      await saveInvitation(table)(newInvitation({ email, days: 14, now }));
      await countAttempt(table)({ what: foldMailbox(parseAddress(email)), max: 5 }, now, noHurry);
    }
    const counted = "4 ATTEMPTS, 4 INVITE";
    const dryRun = await run("forget", [sub, ...local, "--dry-run"]);
    expect(dryRun.output.replaceAll(/\d \w+/g, "")).toBe("Would delete on stage local: , , , .");
    for (const kind of [...counted.split(", "), "3 OUTBOX", "1 PROFILE"]) expect(dryRun.output).toContain(kind);
    await run("forget", [sub, ...local]);
    expect(await allRows()).toEqual([]);
  });

  it("counts a row once if two spellings of an address share it", async () => {
    const [sub, email] = [randomUUID(), `e${randomUUID().slice(0, 8)}@example.com`];
    await saveProfile(table)({ sub, profile: user(email, { previousEmail: email.toUpperCase() }) }, noHurry);
    await saveInvitation(table)(newInvitation({ email, days: 14, now }));
    expect(await kindsFound(sub)).toEqual(invitation);
  });

  it("deletes them with the user's own rows", async () => {
    const sub = randomUUID();
    const email = `d${sub.slice(0, 8)}@example.com`;
    await saveProfile(table)({ sub, profile: user(email) }, noHurry);
    await saveInvitation(table)(newInvitation({ email, days: 14, now }));
    expect((await run("forget", [sub, ...local, "--dry-run"])).output).toBe(
      "Would delete on stage local: 1 INVITE, 1 PROFILE.",
    );
    expect((await run("forget", [sub, ...local])).output).toBe("Deleted on stage local: 1 INVITE, 1 PROFILE.");
    expect((await run("forget", [sub, ...local])).output).toBe("The table of stage local has no rows of this user.");
    const earlier = `g${sub.slice(0, 8)}@example.com`;
    await saveInvitation(table)(newInvitation({ email: earlier, days: 14, now }));
    expect((await run("forget", [sub, ...local, "--address", earlier])).output).toBe(
      "Deleted on stage local: 1 INVITE.",
    );
    expect(JSON.stringify(await allRows())).not.toContain(email);
  });
});
