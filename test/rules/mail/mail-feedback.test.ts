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
const refused = (state: MailStatus["state"]) => ({ sub: "s", mailStatus: { state, address, at } });

describe("what an event changes", () => {
  it.each([
    ["Send", mailEvent("Send", changes), undefined],
    ["Delivery", mailEvent("Delivery", changes), undefined],
    ["a permanent bounce", bounce(changes), refused("bounced")],
    [
      "an address on the account's suppression list",
      bounce(changes, { bounceSubType: "OnAccountSuppressionList" }),
      refused("bounced"),
    ],
    ["a transient bounce", bounce(changes, { bounceType: "Transient" }), undefined],
    ["an undetermined bounce", bounce(changes, { bounceType: "Undetermined" }), undefined],
    ["a complaint", complaint(changes), refused("complained")],
    ["a complaint without a type", complaint(changes, { complaintFeedbackType: null }), refused("complained")],
    ["the report that it is no spam", complaint(changes, { complaintFeedbackType: "not-spam" }), undefined],
    ["a delivery that tells of an earlier bounce", { ...bounce(changes), eventType: "Delivery" }, undefined],
    ["a bounce that tells nothing", { ...bounce(changes), bounce: undefined }, undefined],
    [
      "a complaint that tells nothing",
      { ...complaint(changes), complaint: undefined },
      { sub: "s", mailStatus: { state: "complained", address, at: sentAt } },
    ],
    [
      "a bounce without a reader",
      { ...bounce(changes), mail: { ...bounce(changes).mail, destination: undefined } },
      undefined,
    ],
    ["a bounce for nobody", { ...bounce(changes), mail: { ...bounce(changes).mail, destination: [] } }, undefined],
    [
      "a bounce without a time of its own",
      { ...bounce(changes), bounce: { bounceType: "Permanent" } },
      { sub: "s", mailStatus: { state: "bounced", address, at: sentAt } },
    ],
  ] as Array<[string, MailEvent, object | undefined]>)("%s", (_, event, refusal) => {
    expect(feedbackOf(event, 90)).toEqual({
      key,
      settlement: { status: "SENT", messageId: "m1", expiresAt: sentAt / 1_000 + 90 * 86_400 },
      ...(refusal && { refusal }),
    });
  });

  it("needs no message id", () => {
    const { messageId: _, ...mail } = mailEvent("Send", changes).mail ?? {};
    expect(feedbackOf({ eventType: "Send", mail }, 90)).toMatchObject({ settlement: { messageId: "" } });
  });

  const encoded = (text: string) => Buffer.from(text).toString("base64url");
  it.each([
    ["a mail that Cognito sent", mailEvent("Bounce", {}), "not an outbox mail"],
    ["nothing at all", {}, "not an outbox mail"],
    ["a mail without tags", { eventType: "Send", mail: {} }, "not an outbox mail"],
    ["an id that is a number", { mail: { tags: { outbox: [1] } } }, "not an outbox mail"],
    ["a profile's key", mailEvent("Send", { id: encoded("USER#s\nPROFILE") }), "unknown id"],
    ["another table's key", mailEvent("Send", { id: encoded("STATS#s\nOUTBOX#welcome") }), "unknown id"],
    ["a key of three lines", mailEvent("Send", { id: encoded("USER#s\nOUTBOX#a\nOUTBOX#b") }), "unknown id"],
    ["an id with something behind it", mailEvent("Send", { id: `${id}=` }), "unknown id"],
    ["no id", mailEvent("Send", { id: "" }), "unknown id"],
    ["a click", mailEvent("Click", { id }), "other event"],
    ["no event", { mail: mailEvent("Send", { id }).mail }, "other event"],
    ["no time", { eventType: "Send", mail: { tags: { outbox: [id] } } }, "no time"],
  ] as Array<[string, object, string]>)("nothing for %s", (_, event, ignored) => {
    expect(feedbackOf(event, 90)).toEqual({ ignored });
  });
});

it.each([
  ["bounced", []],
  ["complained", ["bounced"]],
] as const)("%s replaces %j whenever they began", (state, milder) => {
  expect(milderStatesOf(state)).toEqual(milder);
});

describe("whether a mail is held back", () => {
  const status: MailStatus = { state: "bounced", address, at };
  it.each(Object.keys(noticeMails) as Array<keyof typeof noticeMails>)(
    "%s: only what is no security notice",
    (kind) => {
      expect(isSuppressed(kind, address, status)).toBe(kind === "welcome");
    },
  );
  it.each(["Ada@Example.com", "ada@EXAMPLE.com"])("of %s, which is the same mailbox", (to) => {
    expect(isSuppressed("welcome", to, status)).toBe(true);
  });
  it.each([
    ["a new address", "new@example.com", status],
    ["an address with a tag, which may be read elsewhere", "ada+new@example.com", status],
    ["nothing known", address, undefined],
  ])("not for %s", (_, to, known) => {
    expect(isSuppressed("welcome", to, known)).toBe(false);
  });
});
