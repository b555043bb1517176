import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { isWritten, type Table, toItem } from "../../src/aws/table.ts";
import { renewOwedMail } from "../../src/rules/mail/outbox.ts";
import { type Key, outboxPrefix } from "../../src/rules/people/keys.ts";
import { newPace } from "./pace.ts";
import { scanRows } from "./partition.ts";
import { newUpdate } from "./update.ts";

type DeadMail = Key & { kind: string; reason?: string };

/** Finds all mails that were given up. */
const findDeadMails = (table: Table): Promise<DeadMail[]> =>
  scanRows(table, {
    FilterExpression: "begins_with(sk, :outbox) AND #status = :dead",
    ProjectionExpression: "pk, sk, kind, #reason",
    ExpressionAttributeNames: { "#status": "status", "#reason": "reason" },
    ExpressionAttributeValues: toItem({ ":outbox": outboxPrefix, ":dead": "DEAD" }),
  });

/** The number of mails of each kind and reason, the highest first. */
export const countByReason = (mails: readonly DeadMail[]): Array<{ kind: string; reason: string; mails: number }> =>
  [...Map.groupBy(mails, ({ kind, reason }) => JSON.stringify([kind, reason ?? ""]))]
    .map(([group, { length }]) => {
      const [kind, reason] = JSON.parse(group) as [string, string];
      return { kind, reason, mails: length };
    })
    .sort((a, b) => b.mails - a.mails);

/** Queues a dead mail, which the sweep sends. @returns false if the mail is not dead any more */
export const reviveMail =
  ({ client, name }: Table) =>
  async ({ pk, sk }: Key, now: number): Promise<boolean> => {
    const update = newUpdate({ ...renewOwedMail(pk, now), reason: undefined });
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

type RedriveOptions = {
  /** Only mails that were given up for this reason. */
  reason?: string | undefined;
  perSecond: number;
  dryRun: boolean;
};

/** Queues the mails that were given up, and prints how many there are of each kind and reason. */
export const redriveMails = async (
  table: Table,
  { reason: wanted, perSecond, dryRun }: RedriveOptions,
  print: (line: string) => void,
): Promise<void> => {
  const dead = (await findDeadMails(table)).filter(({ reason }) => wanted === undefined || reason === wanted);
  if (dead.length === 0) return print("No mail was given up.");
  for (const { kind, reason, mails } of countByReason(dead)) print(`${mails}\t${kind}\t${reason}`);
  if (dryRun) return print(`${dead.length} mails would be queued. To queue them, add --yes.`);
  const turn = newPace(perSecond);
  let owed = 0;
  for (const mail of dead) {
    await turn();
    if (await reviveMail(table)(mail, Date.now())) owed += 1;
  }
  print(`${owed} mails queued. The suite starts to send them within a minute.`);
};
