import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { readProfile } from "../../src/aws/person.ts";
import { digest } from "../../src/aws/sign-up-rows.ts";
import { type Table, toItem } from "../../src/aws/table.ts";
import { type Key, outboxKey } from "../../src/rules/people/keys.ts";
import type { ProfileRow } from "../../src/rules/people/profile.ts";
import { mayVouch } from "../../src/rules/sign-up/linking.ts";
import { foldMailbox, type MailAddress, mailboxOf, parseMailAddress } from "../../src/rules/sign-up/mail-address.ts";
import { invitationKey } from "../../src/rules/sign-up/sign-up-invitation.ts";
import { attemptsKey } from "../../src/rules/sign-up/sign-up-limit.ts";
import type { Suite } from "../../src/settings/suite.ts";
import { rowsOf } from "./partition.ts";

const isThere = async ({ client, name }: Table, key: Key): Promise<boolean> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true }));
  return Item !== undefined;
};

/** Addresses that a person has left and that nobody was told of yet: by then no other row may know them. */
const leftEmailsOf = async (table: Table, sub: string): Promise<string[]> => {
  const { pk, sk } = outboxKey(sub, "address-changed");
  const rows = await rowsOf<{ leftEmail?: string }>(table, pk, ["leftEmail"], sk);
  return rows.flatMap(({ leftEmail }) => leftEmail ?? []);
};

const parsed = (texts: readonly (string | undefined)[]): MailAddress[] =>
  [...new Set(texts)].flatMap((text) => parseMailAddress(text ?? "") ?? []);

/**
 * The mailboxes that a person has named but not proven, which may be somebody else's. A provider's word proves an address
 * only if the settings trust it with the domain.
 */
const unprovenOf = (
  { email, emailVerified, provider }: ProfileRow,
  others: readonly MailAddress[],
  { linking }: Pick<Suite, "linking">,
): Set<string> => {
  const own = parsed([email]);
  const isVouched = ({ domain }: MailAddress): boolean =>
    provider === "Cognito" || (linking !== undefined && mayVouch(provider, domain, linking));
  const proven = [...(emailVerified ? own : []), ...others].filter(isVouched).map(mailboxOf);
  return new Set([...own, ...others].map(mailboxOf).filter((named) => !proven.includes(named)));
};

/**
 * Keys of the rows that stand for the addresses of a person and not for the person: the count of sign-ups and, if they have
 * proven the address, its invitation. To be deleted before the person's own rows, which are all that
 * knows the addresses; those that not even they know are `earlier`.
 */
export async function* addressKeysOf(
  table: Table,
  sub: string,
  suite: Pick<Suite, "linking">,
  earlier: readonly string[] = [],
): AsyncGenerator<Key[]> {
  const profile = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  const left = [profile?.previousEmail, profile?.latestEmail, ...(await leftEmailsOf(table, sub))];
  const unproven = profile ? unprovenOf(profile, parsed(left), suite) : new Set<string>();
  const seen = new Set<string>();
  for (const address of parsed([profile?.email, ...left, ...earlier])) {
    const keys: Key[] = [];
    const invitation = invitationKey(digest(mailboxOf(address)));
    // It does not say who has used it: somebody who did so without proving the address leaves it to those who can.
    if (!unproven.has(mailboxOf(address)) && (await isThere(table, invitation))) keys.push(invitation);
    const attempts = attemptsKey(digest(foldMailbox(address)), 0).pk;
    keys.push(...(await rowsOf<Key>(table, attempts, ["pk", "sk"])));
    // Two forms of one address share rows.
    yield keys.filter(({ pk, sk }) => seen.size < seen.add(`${pk}\n${sk}`).size);
  }
}
