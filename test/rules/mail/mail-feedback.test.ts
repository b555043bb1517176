import { describe, expect, it } from "@jest/globals";
import {
  feedbackOf,
  isSuppressed,
  type MailEvent,
  type MailStatus,
  milderStatesOf,
} from "../../../src/rules/mail/mail-feedback.ts";
import { outboxId } from "../../../src/rules/people/keys.ts";
import { noticeMails } from "../../../src/templates/notice-mails.ts";
import { bounce, complaint, mailEvent } from "../../support/mail-events.ts";

const key = { pk: "USER#s", sk: "OUTBOX#welcome" };
const id = outboxId(key);
const sentAt = Date.UTC(2026, 0, 1);
const at = sentAt + 60_000;
const address = "ada@example.com";
const changes = { id, sentAt, at };
const createRefusal = (state: MailStatus["state"]) => ({ sub: "s", mailStatus: { state, address, at } });

describe("feedbackOf", () => {
  it.each([
    ["a Send event", mailEvent("Send", changes), undefined],
    ["a Delivery event", mailEvent("Delivery", changes), undefined],
    ["a permanent bounce", bounce(changes), createRefusal("bounced")],
    [
      "an address on the account's suppression list",
      bounce(changes, { bounceSubType: "OnAccountSuppressionList" }),
      createRefusal("bounced"),
    ],
    ["a transient bounce", bounce(changes, { bounceType: "Transient" }), undefined],
    ["an undetermined bounce", bounce(changes, { bounceType: "Undetermined" }), undefined],
    ["a complaint", complaint(changes), createRefusal("complained")],
    ["a complaint without a type", complaint(changes, { complaintFeedbackType: null }), createRefusal("complained")],
    ["a complaint of the type not-spam", complaint(changes, { complaintFeedbackType: "not-spam" }), undefined],
    ["a delivery with the details of a bounce", { ...bounce(changes), eventType: "Delivery" }, undefined],
    ["a bounce without details", { ...bounce(changes), bounce: undefined }, undefined],
    [
      "a complaint without details",
      { ...complaint(changes), complaint: undefined },
      { sub: "s", mailStatus: { state: "complained", address, at: sentAt } },
    ],
    [
      "a bounce without recipients",
      { ...bounce(changes), mail: { ...bounce(changes).mail, destination: undefined } },
      undefined,
    ],
    ["a bounce to no address", { ...bounce(changes), mail: { ...bounce(changes).mail, destination: [] } }, undefined],
    [
      "a bounce without a timestamp",
      { ...bounce(changes), bounce: { bounceType: "Permanent" } },
      { sub: "s", mailStatus: { state: "bounced", address, at: sentAt } },
    ],
  ] as Array<[string, MailEvent, object | undefined]>)("settles the mail for %s", (_, event, refusal) => {
    expect(feedbackOf(event, 90)).toEqual({
      key,
      settlement: { status: "SENT", messageId: "m1", expiresAt: sentAt / 1_000 + 90 * 86_400 },
      ...(refusal && { refusal }),
    });
  });

  it("accepts a missing message ID", () => {
    const { messageId: _, ...mail } = mailEvent("Send", changes).mail ?? {};
    expect(feedbackOf({ eventType: "Send", mail }, 90)).toMatchObject({ settlement: { messageId: "" } });
  });

  const encodeId = (text: string) => Buffer.from(text).toString("base64url");
  it.each([
    ["a mail that Cognito sent", mailEvent("Bounce", {}), "not an outbox mail"],
    ["an empty event", {}, "not an outbox mail"],
    ["a mail without tags", { eventType: "Send", mail: {} }, "not an outbox mail"],
    ["a numeric ID", { mail: { tags: { outbox: [1] } } }, "not an outbox mail"],
    ["a profile's key", mailEvent("Send", { id: encodeId("USER#s\nPROFILE") }), "unknown id"],
    ["another table's key", mailEvent("Send", { id: encodeId("STATS#s\nOUTBOX#welcome") }), "unknown id"],
    ["a key with three lines", mailEvent("Send", { id: encodeId("USER#s\nOUTBOX#a\nOUTBOX#b") }), "unknown id"],
    ["an ID with a suffix", mailEvent("Send", { id: `${id}=` }), "unknown id"],
    ["an empty ID", mailEvent("Send", { id: "" }), "unknown id"],
    ["a click", mailEvent("Click", { id }), "other event"],
    ["a missing event type", { mail: mailEvent("Send", { id }).mail }, "other event"],
    ["a missing timestamp", { eventType: "Send", mail: { tags: { outbox: [id] } } }, "no time"],
  ] as Array<[string, object, string]>)("ignores %s", (_, event, ignored) => {
    expect(feedbackOf(event, 90)).toEqual({ ignored });
  });
});

it.each([
  ["bounced", []],
  ["complained", ["bounced"]],
] as const)("%s replaces %j regardless of time", (state, milder) => {
  expect(milderStatesOf(state)).toEqual(milder);
});

describe("isSuppressed", () => {
  const status: MailStatus = { state: "bounced", address, at };
  it.each(Object.keys(noticeMails) as Array<keyof typeof noticeMails>)(
    "is true for %s only if it is not a security notice",
    (kind) => {
      expect(isSuppressed(kind, address, status)).toBe(kind === "welcome");
    },
  );
  it.each(["Ada@Example.com", "ada@EXAMPLE.com"])("is true for %s, which is the same mailbox", (to) => {
    expect(isSuppressed("welcome", to, status)).toBe(true);
  });
  it.each([
    ["a new address", "new@example.com", status],
    ["an address with a tag, which may belong to another mailbox", "ada+new@example.com", status],
    ["an address without a status", address, undefined],
  ])("is false for %s", (_, to, known) => {
    expect(isSuppressed("welcome", to, known)).toBe(false);
  });
});
