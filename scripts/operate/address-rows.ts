import { GetItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { digest } from "../../src/aws/digest.ts";
import { readProfile } from "../../src/aws/person.ts";
import { item, type Table } from "../../src/aws/table.ts";
import type { Key } from "../../src/rules/keys.ts";
import { baseMailbox, listedDomain, type MailAddress, mailAddress, mailbox } from "../../src/rules/mail-address.ts";
import { attemptsKey, foldedAddress } from "../../src/rules/sign-up-limit.ts";
import { invitationKey, mailboxKey } from "../../src/rules/sign-up-rows.ts";
import type { Suite } from "../../src/settings.ts";

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

/** The keys of the rows of one partition. */
async function* keysIn({ client, name }: Table, pk: string): AsyncGenerator<Key> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: "pk = :pk",
      ProjectionExpression: "pk, sk",
      ExpressionAttributeValues: item({ ":pk": pk }),
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) yield* Items.map((row) => unmarshall(row) as Key);
}

/**
 * Keys of the rows that stand for the addresses of a person and not for the person: the invitation, the count of sign-ups,
 * the mailbox where it is theirs. To be deleted before the profile, which is all that knows the addresses; those of before
 * the last change are `earlier`.
 */
export async function* addressKeysOf(
  table: Table,
  sub: string,
  suite: Pick<Suite, "signUp" | "appClients">,
  earlier: readonly string[] = [],
): AsyncGenerator<Key[]> {
  const profile = await readProfile(table, { consistent: true })(sub, new AbortController().signal);
  const written = [profile?.email, profile?.previousEmail, profile?.latestEmail, ...earlier];
  const addresses = [...new Set(written)].flatMap((text) => mailAddress(text ?? "") ?? []);
  // Of an address that this person has not proven, the mailbox is somebody else's.
  const unproven = profile?.emailVerified === false ? mailAddress(profile.email ?? "") : undefined;
  for (const address of addresses) {
    const own = digest(mailbox(address));
    const invitation = invitationKey(own);
    const keys: Key[] = (await rowOf(table, invitation)) ? [invitation] : [];
    const isProven = unproven === undefined || mailbox(unproven) !== mailbox(address);
    for (const key of isProven ? mailboxesOf(address, suite).map((text) => mailboxKey(digest(text))) : [])
      if ((await rowOf(table, key))?.["holder"] === own) keys.push(key);
    for await (const key of keysIn(table, attemptsKey(digest(foldedAddress(address)), 0).pk)) keys.push(key);
    yield keys;
  }
}
