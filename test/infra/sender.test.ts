import { describe, expect, it } from "@jest/globals";
import { sender } from "../../infra/sender.ts";
import { stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

describe("the sender", () => {
  const mail = { from: "a@mail.example.com", identity: "mail.example.com", createIdentity: true };
  const build = (changes: object) => sender(stageWith({ mail: { ...mail, ...changes } }), suiteWith());

  it.each<[string, object, string[], string[]]>([
    ["is created only with createIdentity", { createIdentity: false }, [], []],
    ["outputs its DNS records", {}, ["Sender"], ["SenderIdentity", "DnsRecord1", "DnsRecord2", "DnsRecord3"]],
    [
      "creates its DNS records",
      { hostedZone: "Z0123456789", mailFromDomain: "b.mail.example.com" },
      ["Sender", "SenderKey1", "SenderKey2", "SenderKey3", "SenderBounces", "SenderPolicy"],
      ["SenderIdentity", "DnsRecord1", "DnsRecord2", "DnsRecord3", "DnsRecord4", "DnsRecord5"],
    ],
    ["can be an address", { from: "a@example.com", identity: "a@example.com" }, ["Sender"], ["SenderIdentity"]],
  ])("%s", (_, settings, resources, outputs) => {
    const { Resources, Outputs = {} } = build(settings);
    expect([Object.keys(Resources), Object.keys(Outputs)]).toEqual([resources, outputs]);
  });

  it("signs a domain's mails with a 2048-bit key", () => {
    expect(build({}).Resources["Sender"]?.Properties).toMatchObject({
      DkimAttributes: { SigningEnabled: true },
      DkimSigningAttributes: { NextSigningKeyLength: "RSA_2048_BIT" },
    });
  });
});
