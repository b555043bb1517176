import { expect, it } from "@jest/globals";
import type { Delivery } from "../../src/workers/deliver.ts";
import { countFeedback, countMails, oldestOwedSeconds } from "../../src/workers/mail-numbers.ts";
import { bounce, complaint, mailEvent } from "../support/mail-events.ts";

const now = Date.UTC(2026, 0, 1);
const mail = (state: Delivery["state"], seconds = 0): Delivery => ({
  state,
  createdAt: now - seconds * 1_000,
});

it("counts sent, dead and retried mails, but no unwanted mails and none of other workers", () => {
  const deliveries = [mail("sent"), mail("dead"), mail("owed"), mail("sent"), mail("unwanted"), undefined];
  expect(countMails(deliveries)).toEqual({ MailsSent: 2, MailsDead: 1, MailsRetried: 1 });
  expect(countMails([])).toEqual({});
});

it.each([
  ["no mail is owed", [mail("sent", 900), mail("dead", 900), mail("unwanted", 900), undefined], [], 0],
  ["a mail failed repeatedly", [mail("owed", 700), mail("owed", 5)], [3], 700],
  ["a mail was left unhandled", [mail("owed", 700)], [3, 900], 900],
  ["a clock is slow", [mail("owed", -60)], [-5], 0],
])("returns the age of the oldest owed mail if %s", (_, deliveries, left, seconds) => {
  const due = left.map((age) => ({ pk: "p", sk: "s", dueAt: now - age * 1_000 }));
  expect(oldestOwedSeconds(deliveries, due, now)).toBe(seconds);
});

it.each([
  [mailEvent("Send", { id: "x" }), {}],
  [mailEvent("Delivery", { id: "x" }), { MailsDelivered: 1 }],
  [bounce({}), { MailsBounced: 1 }],
  [complaint({}), { MailsComplained: 1 }],
  [{ ...complaint({}), complaint: { complaintFeedbackType: "not-spam" } }, {}],
  [{}, {}],
])("counts an event of SES (case %#)", (event, numbers) => {
  expect(countFeedback(event)).toEqual(numbers);
});
