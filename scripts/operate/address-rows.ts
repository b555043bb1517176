import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { digest } from "../../src/aws/digest.ts";
import { type ProfileRow, readProfile } from "../../src/aws/person.ts";
import { item, type Table } from "../../src/aws/table.ts";
import { type Key, outboxKey } from "../../src/rules/keys.ts";
import { mayVouch } from "../../src/rules/linking.ts";
import { baseMailbox, listedDomain, type MailAddress, mailAddress, mailbox } from "../../src/rules/mail-address.ts";
import { attemptsKey, foldedAddress } from "../../src/rules/sign-up-limit.ts";
import { invitationKey, mailboxKey } from "../../src/rules/sign-up-rows.ts";
import type { Suite } from "../../src/settings.ts";
import { rowsOf } from "./partition.ts";

/** Every way in which a suite's settings may take the mailbox of an address. */
const mailboxesOf = (address: MailAddress, { signUp, appClients }: Pick<Suite, "signUp" | "appClients">): string[] => {
  const undotted = [signUp, ...Object.values(appClients).map((one) => one.signUp)].flatMap(
    (rules) => rules?.undottedDomains ?? [],
  );
  const folds = [new Set<string>(), new Set(undotted.map(listedDomain))];
  return [...new Set(folds.map((domains) => baseMailbox(address, domains)))];
};

const rowOf = async ({ client, name }: Table, key: Key): Promise<Record<string, unknown> | undefined> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: item(key), ConsistentRead: true }));
  return Item && unmarshall(Item);
};

/** Addresses that a person has left and that nobody was told of yet: by then no other row may know them. */
const leftEmailsOf = async (table: Table, sub: string): Promise<string[]> => {
  const { pk, sk } = outboxKey(sub, "address-changed");
  const rows = await rowsOf<{ leftEmail?: string }>(table, pk, ["leftEmail"], sk);
  return rows.flatMap(({ leftEmail }) => leftEmail ?? []);
};

const parsed = (texts: readonly (string | undefined)[]): MailAddress[] =>
  [...new Set(texts)].flatMap((text) => mailAddress(text ?? "") ?? []);

/**
 * The mailboxes that a person has named but not proven, which are somebody else's for all that is known. A provider's word
 * proves what it does where a mailbox is kept.
 */
const unprovenOf = (
  { email, emailVerified, provider }: ProfileRow,
  others: readonly MailAddress[],
  { linking }: Pick<Suite, "linking">,
): Set<string> => {
  const own = parsed([email]);
  const isVouched = ({ domain }: MailAddress): boolean =>
    provider === "Cognito" || (linking !== undefined && mayVouch(provider, domain, linking));
  const proven = [...(emailVerified ? own : []), ...others].filter(isVouched).map(mailbox);
  return new Set([...own, ...others].map(mailbox).filter((named) => !proven.includes(named)));
};

/**
 * Keys of the rows that stand for the addresses of a person and not for the person: the count of sign-ups and, where they
 * have proven the address, its invitation and its mailbox. To be deleted before the person's own rows, which are all that
 * knows the addresses; those that not even they know are `earlier`.
 */
export async function* addressKeysOf(
  table: Table,
  sub: string,
  suite: Pick<Suite, "signUp" | "appClients" | "linking">,
  earlier: readonly string[] = [],
): AsyncGenerator<Key[]> {
  const profile = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  const left = [profile?.previousEmail, profile?.latestEmail, ...(await leftEmailsOf(table, sub))];
  const unproven = profile ? unprovenOf(profile, parsed(left), suite) : new Set<string>();
  const seen = new Set<string>();
  for (const address of parsed([profile?.email, ...left, ...earlier])) {
    const own = digest(mailbox(address));
    const isTheirs = !unproven.has(mailbox(address));
    const keys: Key[] = [];
    const invitation = invitationKey(own);
    // It does not say who has used it: whoever did so without proving the address leaves it to those who can.
    if (isTheirs && (await rowOf(table, invitation))) keys.push(invitation);
    for (const key of isTheirs ? mailboxesOf(address, suite).map((text) => mailboxKey(digest(text))) : [])
      if ((await rowOf(table, key))?.["holder"] === own) keys.push(key);
    const attempts = attemptsKey(digest(foldedAddress(address)), 0).pk;
    keys.push(...(await rowsOf<Key>(table, attempts, ["pk", "sk"])));
    // Two forms of one address share rows.
    yield keys.filter(({ pk, sk }) => seen.size < seen.add(`${pk}\n${sk}`).size);
  }
}
