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
import { readPartition } from "./partition.ts";

const isThere = async ({ client, name }: Table, key: Key): Promise<boolean> => {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true }));
  return Item !== undefined;
};

/** Earlier addresses with a change notice that was not sent yet. No other row may have them. */
const readLeftEmails = async (table: Table, sub: string): Promise<string[]> => {
  const { pk, sk } = outboxKey(sub, "address-changed");
  const rows = await readPartition<{ leftEmail?: string }>(table, pk, ["leftEmail"], sk);
  return rows.flatMap(({ leftEmail }) => leftEmail ?? []);
};

const parseAddresses = (texts: readonly (string | undefined)[]): MailAddress[] =>
  [...new Set(texts)].flatMap((text) => parseMailAddress(text ?? "") ?? []);

/**
 * The mailboxes that the user has not verified, which may belong to another person. An identity provider verifies an
 * address only if the settings trust it with the domain.
 */
const findUnproven = (
  { email, emailVerified, provider }: ProfileRow,
  others: readonly MailAddress[],
  { linking }: Pick<Suite, "linking">,
): Set<string> => {
  const own = parseAddresses([email]);
  const isVouched = ({ domain }: MailAddress): boolean =>
    provider === "Cognito" || (linking !== undefined && mayVouch(provider, domain, linking));
  const proven = [...(emailVerified ? own : []), ...others].filter(isVouched).map(mailboxOf);
  return new Set([...own, ...others].map(mailboxOf).filter((named) => !proven.includes(named)));
};

/**
 * Keys of the rows by address: the counts of sign-ups and, for verified addresses, the invitations. Delete these before
 * the user's own rows, which contain the addresses. `earlier` has addresses that no row contains.
 */
export async function* readAddressKeys(
  table: Table,
  sub: string,
  suite: Pick<Suite, "linking">,
  earlier: readonly string[] = [],
): AsyncGenerator<Key[]> {
  const profile = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  const left = [profile?.previousEmail, profile?.latestEmail, ...(await readLeftEmails(table, sub))];
  const unproven = profile ? findUnproven(profile, parseAddresses(left), suite) : new Set<string>();
  const seen = new Set<string>();
  for (const address of parseAddresses([profile?.email, ...left, ...earlier])) {
    const keys: Key[] = [];
    const invitation = invitationKey(digest(mailboxOf(address)));
    // An invitation does not say who used it. A user who did not verify the address leaves it to its owner.
    if (!unproven.has(mailboxOf(address)) && (await isThere(table, invitation))) keys.push(invitation);
    const attempts = attemptsKey(digest(foldMailbox(address)), 0).pk;
    keys.push(...(await readPartition<Key>(table, attempts, ["pk", "sk"])));
    // Two spellings of one address share rows.
    yield keys.filter(({ pk, sk }) => seen.size < seen.add(`${pk}\n${sk}`).size);
  }
}
