import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { isWritten, type Table, toItem } from "../../src/aws/table.ts";
import { renewOwedMail } from "../../src/rules/mail/outbox.ts";
import type { Key } from "../../src/rules/people/keys.ts";
import { pace } from "./pace.ts";
import { scanRows } from "./partition.ts";
import { updateOf } from "./update.ts";

type DeadMail = Key & { kind: string; reason?: string };

/** All mails that were given up. */
const deadMails = (table: Table): Promise<DeadMail[]> =>
  scanRows(table, {
    FilterExpression: "begins_with(sk, :outbox) AND #status = :dead",
    ProjectionExpression: "pk, sk, kind, #reason",
    ExpressionAttributeNames: { "#status": "status", "#reason": "reason" },
    ExpressionAttributeValues: toItem({ ":outbox": "OUTBOX#", ":dead": "DEAD" }),
  });

/** How many there are of each kind and reason, most first. */
export const summary = (mails: readonly DeadMail[]): Array<{ kind: string; reason: string; mails: number }> =>
  [...Map.groupBy(mails, ({ kind, reason }) => JSON.stringify([kind, reason ?? ""]))]
    .map(([group, { length }]) => {
      const [kind, reason] = JSON.parse(group) as [string, string];
      return { kind, reason, mails: length };
    })
    .sort((a, b) => b.mails - a.mails);

/** Owes a dead mail anew; false when it is not dead any more. The sweep sends it. */
export const revive =
  ({ client, name }: Table) =>
  async ({ pk, sk }: Key, now: number): Promise<boolean> => {
    const update = updateOf({ ...renewOwedMail(pk, now), reason: undefined });
    return isWritten(
      client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: toItem({ pk, sk }),
          ...update,
          ConditionExpression: "#status = :dead",
          ExpressionAttributeNames: { ...update.ExpressionAttributeNames, "#status": "status" },
          ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...toItem({ ":dead": "DEAD" }) },
        }),
      ),
    );
  };

type Work = {
  /** Only mails that were given up for this reason. */
  reason?: string | undefined;
  perSecond: number;
  dryRun: boolean;
};

/** Owes anew the mails that were given up, or says how many there are of each kind and reason. */
export const redrive = async (
  table: Table,
  { reason: wanted, perSecond, dryRun }: Work,
  print: (line: string) => void,
): Promise<void> => {
  const dead = (await deadMails(table)).filter(({ reason }) => wanted === undefined || reason === wanted);
  if (dead.length === 0) return print("No mail was given up.");
  for (const { kind, reason, mails } of summary(dead)) print(`${mails}\t${kind}\t${reason}`);
  if (dryRun) return print(`${dead.length} mails would be owed anew. To do so: --yes.`);
  const turn = pace(perSecond);
  let owed = 0;
  for (const mail of dead) {
    await turn();
    if (await revive(table)(mail, Date.now())) owed += 1;
  }
  print(`${owed} mails are owed anew. The next sweep, within a minute, begins to send them.`);
};
