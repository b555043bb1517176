import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { dayOf } from "../../src/rules/people/activity.ts";
import { profileKey } from "../../src/rules/people/keys.ts";
import { createSignIn } from "../../src/rules/people/sign-in.ts";
import type { DayNumbers, Numbers } from "../../tools/operate/day-numbers.ts";

type Row = { pk: string; sk: string };
type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

const toImage = (row: object): Image => marshall(row, { removeUndefinedValues: true }) as Image;

const recordOf = (after: Row, before?: object): Omit<DynamoDBRecord, "dynamodb"> & { dynamodb: object } => ({
  eventName: before ? "MODIFY" : "INSERT",
  dynamodb: {
    Keys: { pk: { S: after.pk }, sk: { S: after.sk } },
    NewImage: toImage(after),
    ...(before && { OldImage: toImage(before) }),
  },
});

const minute = 60_000;

/** The activity of users on two days with two app clients, as stream records, and the expected counts. */
export const newActivity = (userCount: number, begin: number) => {
  const changes: Array<ReturnType<typeof recordOf>> = [];
  const wanted = new Map<string, DayNumbers>();
  const signedIn = new Set<string>();
  const add = (at: number, clientId: string, what: keyof Numbers, by = 1, isNewOfDay = true) => {
    const none: Numbers = { signUps: 0, users: 0, signIns: 0, uniqueUsers: 0 };
    const day = wanted.get(dayOf(at)) ?? { day: dayOf(at), ...none, clients: {} };
    const client = day.clients[clientId] ?? { ...none };
    wanted.set(day.day, {
      ...day,
      ...(isNewOfDay && { [what]: day[what] + by }),
      clients: { ...day.clients, [clientId]: { ...client, [what]: client[what] + by } },
    });
  };
  for (let user = 0; user < userCount; user += 1) {
    const sub = `person-${begin}-${user}`;
    const createdAt = begin + user * minute;
    const clientId = user % 3 === 0 ? "web" : "phone";
    const profile = { ...profileKey(sub), clientId, createdAt };
    // A third signs up, a third is created by an administrator, and a third is confirmed later.
    const confirmed = { ...profile, confirmedAt: createdAt };
    if (user % 3 === 0) changes.push(recordOf(confirmed));
    else changes.push(recordOf(profile));
    if (user % 3 === 2) changes.push(recordOf(confirmed, profile));
    add(createdAt, clientId, user % 3 === 1 ? "users" : "signUps");
    for (let time = 0; time < user % 6; time += 1) {
      const at = createdAt + time * 9 * 60 * minute;
      const through = time % 2 === 0 ? "web" : "phone";
      changes.push(recordOf(createSignIn({ sub, at, clientId: through, source: "x", newDevice: false, keptDays: 90 })));
      add(at, through, "signIns");
      const [ofDay, ofClient] = [`${sub} ${dayOf(at)}`, `${sub} ${dayOf(at)} ${through}`];
      if (!signedIn.has(ofClient)) add(at, through, "uniqueUsers", 1, !signedIn.has(ofDay));
      signedIn.add(ofDay).add(ofClient);
    }
  }
  return { changes, wanted: [...wanted.values()].sort((one, other) => one.day.localeCompare(other.day)) };
};

/** Repeats all records, shuffled, in batches of up to 30, with unique sequence numbers. */
export const repeatRecords = (changes: readonly object[], times: number, random: () => number): DynamoDBRecord[][] => {
  const all = Array.from({ length: times }, () => changes)
    .flat()
    .map((change) => ({ change, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ change }, number) => {
      const { dynamodb, ...rest } = change as { dynamodb: object };
      return { ...rest, dynamodb: { ...dynamodb, SequenceNumber: String(number) } } as DynamoDBRecord;
    });
  const batches: DynamoDBRecord[][] = [];
  while (all.length > 0) batches.push(all.splice(0, 1 + Math.floor(random() * 30)));
  return batches;
};

/** The part of a batch that Lambda retries after an answer. */
export const findLeft = (batch: readonly DynamoDBRecord[], answer: unknown): DynamoDBRecord[] => {
  const failures = (answer as { batchItemFailures?: Array<{ itemIdentifier: string }> }).batchItemFailures;
  if (!failures) return [...batch];
  const failed = failures[0]?.itemIdentifier;
  if (failed === undefined) return [];
  const from = batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed);
  return batch.slice(Math.max(0, from));
};
