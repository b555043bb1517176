import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readAttribute } from "../../../src/rules/people/attribute.ts";
import {
  chooseQuestion,
  judgeUsers,
  type LinkingVerdict,
  type ListedUser,
} from "../../../src/rules/sign-up/linking.ts";
import type { Linking } from "../../../src/settings/linking.ts";
import { addressCorpus } from "../../support/address-corpus.ts";
import { claims, listed, mails, populations, providers, trustList } from "../../support/linking-cases.ts";

type Case = { userName: string; email: unknown; emailVerified: unknown; users: ListedUser[] };

/** The verdict on an event's attributes, with a pool that returns all its users for every look-up. */
const decide = ({ userName, email, emailVerified, users }: Case, otherwise?: Linking["otherwise"]): LinkingVerdict => {
  const linking = { ...trustList, ...(otherwise && { otherwise }) };
  const attributes = { email, email_verified: emailVerified };
  const question = chooseQuestion(
    { userName, email: readAttribute(attributes, "email"), emailVerified: readAttribute(attributes, "email_verified") },
    linking,
  );
  return question.kind === "look-up" ? judgeUsers(question, users, linking) : question;
};

const settings = [undefined, "new-user", "refuse"] as const;
const rows = Object.keys(providers).flatMap((provider) =>
  Object.keys(claims).flatMap((claim) =>
    Object.keys(mails).flatMap((mail) =>
      Object.keys(populations).flatMap((population) =>
        settings.map((otherwise) => ({ provider, claim, mail, population, otherwise })),
      ),
    ),
  ),
);
const caseOf = ({ provider, claim, mail, population }: (typeof rows)[number]): Case => ({
  userName: providers[provider]?.userName ?? "",
  email: mails[mail]?.email,
  emailVerified: claims[claim],
  users: populations[population]?.users ?? [],
});
const links = (verdict: LinkingVerdict) => verdict.kind === "link";

describe(`of ${rows.length} rows of the decision table`, () => {
  it("only the safe rows link, and to the right user", () => {
    const wrong = rows.filter((row) => {
      const identity = providers[row.provider]?.trusted;
      const own = populations[row.population]?.links;
      const isGoogle = identity?.provider === "Google";
      const isFree = own !== undefined && !(own === "if not Google's" && isGoogle);
      const isSafe = identity && isFree && row.claim === '"true"' && mails[row.mail]?.same;
      const done = own === "done" && isGoogle;
      const verdict = decide(caseOf(row), row.otherwise);
      if (!isSafe) return links(verdict);
      const account = populations[row.population]?.users.at(-1)?.userName;
      return JSON.stringify(verdict) !== JSON.stringify({ kind: "link", userName: account, identity, done });
    });
    expect(wrong).toEqual([]);
    expect(rows.filter((row) => links(decide(caseOf(row), row.otherwise))).length).toBe((3 * 4 + 5) * 2 * 3);
  });

  it("the others create a new user, or refuse if the settings say so and the address has an account", () => {
    const wrong = rows.filter((row) => {
      const verdict = decide(caseOf(row), row.otherwise);
      if (links(verdict)) return false;
      const mail = mails[row.mail];
      const taken = mail?.askable === false || (mail?.same && populations[row.population]?.users.length !== 0);
      return verdict.kind !== (row.otherwise === "refuse" && taken ? "refuse" : "new-user");
    });
    expect(wrong).toEqual([]);
  });
});

const document = readFileSync("docs/linking.md", "utf8");

/** The table in the document. */
const documented = document
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Who has"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter(([, population = ""]) => Object.hasOwn(populations, population))
  .map(([, population = "", safe = "", unsafe = "", refusing = ""]) => ({ population, safe, unsafe, refusing }));

const describeVerdict = (verdict: LinkingVerdict) =>
  verdict.kind === "link" ? "**linked**" : verdict.kind.replace("-", " ");

describe("docs/linking.md", () => {
  it("has the number of rows", () => {
    expect(document).toContain(` ${rows.length.toLocaleString("en")} rows: `);
  });

  it("has each population once", () => {
    expect(documented.map(({ population }) => population)).toEqual(Object.keys(populations));
  });

  it.each(documented)("documents the verdicts for $population", ({ population, ...verdicts }) => {
    const row = { provider: "trusted", claim: '"true"', mail: "the same", population, otherwise: undefined };
    const unsafe = { ...row, claim: '"false"' };
    expect(verdicts).toEqual({
      safe: describeVerdict(decide(caseOf(row))),
      unsafe: describeVerdict(decide(caseOf(unsafe))),
      refusing: describeVerdict(decide(caseOf(unsafe), "refuse")),
    });
  });
});

describe("chooseQuestion looks up", () => {
  const ask = (email: string, linking: Linking = trustList) =>
    chooseQuestion({ userName: "Google_108", email, emailVerified: "true" }, linking);

  it("the address unchanged and in lower case", () => {
    expect(ask("Ada@Example.com")).toMatchObject({ addresses: ["Ada@Example.com", "ada@example.com"] });
    expect(ask("ada@example.com")).toMatchObject({ addresses: ["ada@example.com"] });
  });

  it("nothing if it can neither link nor refuse", () => {
    expect(
      chooseQuestion({ userName: "Facebook_1", email: "ada@example.com", emailVerified: "true" }, trustList),
    ).toEqual({
      kind: "new-user",
    });
  });

  it("no address that could break out of the quoted filter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const question = ask(`${text}@example.com`);
        return question.kind !== "look-up" || !question.addresses.some((address) => /["\\]/.test(address));
      }),
      { numRuns: 5_000 },
    );
  });
});

it("merges spellings of one mailbox in the corpus, and never two mailboxes", () => {
  const mailboxOf = new Map(addressCorpus.map(({ address, sameAs }) => [address, sameAs ?? address]));
  const addresses = [...mailboxOf.keys()];
  const accounts = addresses.filter((email) => mailboxOf.get(email) === email);
  let merged = 0;
  for (const email of addresses)
    for (const account of accounts) {
      const users = [listed({}, { email: account })];
      if (!links(decide({ userName: "Google_108", email, emailVerified: "true", users }))) continue;
      merged += 1;
      expect([email, mailboxOf.get(email)]).toEqual([email, account]);
    }
  expect(addresses.length).toBeGreaterThan(300);
  expect(merged).toBeGreaterThan(100);
});

it("matches the provider's full name, regardless of the order in the settings", () => {
  for (const names of [
    ["Corp", "Corp_SSO"],
    ["Corp_SSO", "Corp"],
  ])
    expect(
      chooseQuestion(
        { userName: "corp_sso_7", email: "ada@example.com", emailVerified: "true" },
        { trustedProviders: names },
      ),
    ).toMatchObject({ identity: { provider: "Corp_SSO", userId: "7" } });
});

it.each([
  ["a user name", listed({ userName: "" })],
  ["an address", { ...listed(), attributes: { email_verified: "true" } }],
])("links no user without %s", (_, user) => {
  const safe = { userName: "Google_108", email: "ada@example.com", emailVerified: "true" };
  expect(decide({ ...safe, users: [listed()] }).kind).toBe("link");
  expect(decide({ ...safe, users: [user] }).kind).toBe("new-user");
});
