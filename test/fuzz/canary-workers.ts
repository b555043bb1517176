import type { Repair } from "../../src/aws/ensure-profile.ts";
import type { MailEvent } from "../../src/rules/mail/mail-feedback.ts";
import { outboxId } from "../../src/rules/people/keys.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";
import { newCanary, newQuotingError } from "./canary.ts";
import type { Circumstances, Fate, Item } from "./world.ts";

/** A worker's event, and what AWS does meanwhile. */
export type Work = { event: unknown; circumstances: Circumstances };

const kinds = "welcome password-changed new-sign-in address-changed mfa-on mfa-off".split(" ");
const pick = <Value>(values: readonly Value[], turn: number): Value => values[turn % values.length] as Value;

/** Some calls succeed first; then all fail, or only one. */
const fatesOf = (turn: number): Fate[] => {
  const answered = Array.from({ length: turn % 13 }, (): Fate => "answers");
  if (turn % 13 === 12) return [];
  return [...answered, ...Array.from({ length: turn % 2 === 0 ? 30 : 1 }, (): Fate => "fails")];
};

/** How SES and DynamoDB fail: permanently, temporarily, or without an answer. */
const failure = (turn: number) => (): Error => {
  const error = newQuotingError();
  if (turn % 4 === 1) return Object.assign(error, { name: "BadRequestException" });
  if (turn % 4 === 2) return Object.assign(error, { name: "TimeoutError", $metadata: undefined });
  if (turn % 4 === 3) return Object.assign(error, { name: "Error", code: "ECONNRESET", $metadata: undefined });
  return error;
};

const text = () => ({ S: newCanary() });
const profile = (turn: number): Item => ({
  userName: text(),
  name: text(),
  givenName: pick([text(), { S: "Ada" }], turn),
  clientId: text(),
  attributes: { M: { "custom:agentName": text() } },
  ...(turn % 5 !== 0 && { email: { S: `${newCanary()}@${newCanary()}.example` } }),
  ...(turn % 7 === 0 && { latestEmail: text(), previousEmail: text() }),
});
const owedKey = (turn: number) => ({
  pk: { S: `USER#${newCanary()}` },
  sk: { S: `OUTBOX#${pick(kinds, turn)}#${newCanary()}` },
});
const leased = (turn: number): Item => ({
  ...owedKey(turn),
  ...(turn % 3 === 0 && { leftEmail: text() }),
  kind: { S: pick(kinds, turn) },
  brand: pick([{ S: "default" }, text()], turn),
  language: pick([{ S: "en" }, text(), { S: "de" }], turn),
  details: { M: { at: pick([{ S: "2026-01-01T00:00:00.000Z" }, text()], turn) } },
  attempts: { N: "3" },
  // One of several mails is given up.
  createdAt: { N: turn % 9 === 0 ? "1" : String(Date.now()) },
  status: { S: "SENDING" },
  leaseId: text(),
});

/** Stream and sweep of sendMail. */
export const runMailToSend = (turn: number): Work => {
  const keys = Array.from({ length: 3 }, () => owedKey(turn));
  const stream = keys.map((Keys) => ({
    dynamodb: { Keys, NewImage: { ...profile(turn), ...leased(turn) }, SequenceNumber: "1" },
  }));
  return {
    event: turn % 3 === 0 ? { source: "aws.events" } : { Records: stream },
    circumstances: {
      fates: fatesOf(turn),
      failure: failure(turn),
      answer: (input) => {
        if ("KeyConditionExpression" in input) return { Items: turn % 2 === 0 ? keys : [] };
        if ("ReturnValues" in input) return { Attributes: leased(turn) };
        if ("ConsistentRead" in input) return turn % 11 === 0 ? {} : { Item: profile(turn) };
        return "Destination" in input ? { MessageId: newCanary() } : undefined;
      },
    },
  };
};

/** Stream events for countActivity: new profiles and sign-ins, and a profile that was repaired late. */
export const runActivityToCount = (turn: number): Work => {
  const at = { N: String(Date.now()) };
  const rows: Array<[sk: string, before?: Item]> = [
    ["PROFILE"],
    [`SIGNIN#2026-01-01T00:00:00Z#${newCanary()}`],
    ["PROFILE", { ...profile(turn), createdAt: at }],
  ];
  return {
    event: {
      Records: rows.map(([sk, before]) => ({
        eventID: newCanary(),
        dynamodb: {
          Keys: { pk: { S: `USER#${newCanary()}` }, sk: { S: sk } },
          ...(before && { OldImage: before }),
          NewImage: { ...profile(turn), createdAt: at, at, ...(turn % 2 === 0 && { confirmedAt: at }) },
          SequenceNumber: "1",
        },
      })),
    },
    circumstances: { fates: fatesOf(turn % 3), failure: failure(turn) },
  };
};

/** A request to ensureProfile. */
export const runProfileToEnsure = (turn: number): Work => {
  const fact = pick(["signed-up", "seen", "password-changed", "mfa-on", "mfa-off", "new-sign-in"] as const, turn);
  const repair: Repair = {
    userPoolId: "eu-west-1_EXAMPLE",
    userName: newCanary(),
    clientId: "c",
    fact,
    at: Date.now(),
  };
  const attributes = [
    "email",
    "given_name",
    "name",
    "phone_number",
    "locale",
    "custom:agentName",
    "identities",
    "email_verified",
  ];
  const names = turn % 7 === 0 ? attributes : ["sub", ...attributes];
  const attributeOf = (name: string) => (name === "email_verified" ? pick(["true", "false"], turn) : newCanary());
  return {
    event: repair,
    circumstances: {
      fates: fatesOf(turn % 4),
      failure: failure(turn),
      answer: (input) =>
        "Username" in input
          ? { Username: newCanary(), UserAttributes: names.map((Name) => ({ Name, Value: attributeOf(Name) })) }
          : undefined,
    },
  };
};

/** SES's event about a mail, with its sender, recipient and reader. */
export const runEventOfMail = (turn: number): Work => {
  const key = { pk: `USER#${newCanary()}`, sk: `OUTBOX#welcome#${newCanary()}` };
  const changes = {
    id: turn % 5 === 0 ? undefined : outboxId(key),
    to: `${newCanary()}@example`,
    messageId: newCanary(),
  };
  const recipient = { emailAddress: newCanary(), diagnosticCode: newCanary() };
  const event = pick<() => MailEvent>(
    [
      () => mailEvent("Send", changes),
      () =>
        mailEvent("Delivery", changes, {
          recipients: [newCanary()],
          smtpResponse: newCanary(),
          remoteMtaIp: newCanary(),
        }),
      () => bounce(changes, { bouncedRecipients: [recipient], reportingMTA: newCanary(), feedbackId: newCanary() }),
      () => complaint(changes, { complainedRecipients: [recipient], userAgent: newCanary(), feedbackId: newCanary() }),
      () => mailEvent("Open", changes, { ipAddress: newCanary(), userAgent: newCanary() }),
      () =>
        mailEvent("Click", changes, { ipAddress: newCanary(), link: newCanary(), linkTags: { code: [newCanary()] } }),
      () => mailEvent("Reject", changes, { reason: newCanary() }),
      () => mailEvent("Rendering Failure", changes, { errorMessage: newCanary() }),
    ],
    turn,
  )();
  const headers = [{ name: "Subject", value: newCanary() }];
  const more = { source: newCanary(), sendingAccountId: newCanary(), headers, commonHeaders: { to: [newCanary()] } };
  return {
    event: { detail: { ...event, mail: { ...event.mail, ...more } } },
    circumstances: { fates: fatesOf(turn % 4), failure: failure(turn) },
  };
};
