import { describe, expect, it } from "@jest/globals";
import { waitForSender } from "../../../tools/deploy/sender.ts";
import { stageWith } from "../../support/stage.ts";

const mail = { from: "a@mail.example.com", identity: "mail.example.com", createIdentity: true };

/** A stand-in for SES that gives one answer after the other, and repeats the last. */
const newSes = (...answers: boolean[]) => {
  const asked: string[] = [];
  const waits: number[] = [];
  return {
    asked,
    waits,
    isVerified: async (identity: string) => {
      asked.push(identity);
      return answers[Math.min(asked.length, answers.length) - 1] ?? false;
    },
    options: {
      minutes: 1,
      pause: 15_000,
      wait: async (milliseconds: number) => waits.push(milliseconds),
      say: () => {},
    },
  };
};

describe("the stage's sender", () => {
  it.each<[string, object, boolean[], number]>([
    ["is not waited for if it is verified", {}, [true], 0],
    ["is waited for while SES reads the records", { hostedZone: "Z0123456789" }, [false, false, true], 2],
  ])("%s", async (_, settings, answers, waits) => {
    const ses = newSes(...answers);
    await waitForSender(stageWith({ mail: { ...mail, ...settings } }), ses.isVerified, ses.options);
    expect(ses.waits).toHaveLength(waits);
    expect(new Set(ses.asked)).toEqual(new Set(["mail.example.com"]));
  });

  it.each<[string, object, number, string]>([
    ["you have to add the records", mail, 1, "add the records of the outputs DnsRecord"],
    ["SES needs more time", { ...mail, hostedZone: "Z0123456789" }, 4, "SES may take an hour to find them"],
    [
      "you have to follow a link",
      { from: "a@example.com", identity: "a@example.com", createIdentity: true },
      1,
      "follow the link that SES sent to a@example.com",
    ],
  ])("stops the deployment if %s", async (_, settings, asked, text) => {
    const ses = newSes(false);
    await expect(waitForSender(stageWith({ mail: settings }), ses.isVerified, ses.options)).rejects.toThrow(text);
    expect(ses.asked).toHaveLength(asked);
  });
});
