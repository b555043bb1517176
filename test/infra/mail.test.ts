import { expect, it } from "@jest/globals";
import { listFromAddresses, mail as mailPart } from "../../infra/mail.ts";
import type { Brand } from "../../src/templates/brand.ts";
import suite from "../../suite.config.ts";
import { stageWith } from "../support/stage.ts";
import { suiteWith } from "../support/suite.ts";

const brand = (sender?: string): Brand => ({ ...suite.brands.default, ...(sender !== undefined && { sender }) });
const mail = (from: string) => ({ mail: { from, identity: "example.com" } });

it.each<[string, string, Record<string, Brand>, string[]]>([
  ["the stage's sender, without its name", "Example <a@example.com>", {}, ["a@example.com"]],
  ["an address without a name", "a@example.com", {}, ["a@example.com"]],
  ["an address after a name in quotes", '"Example (dev)" <a@example.com>', {}, ["a@example.com"]],
  ["an address after an encoded name", "=?UTF-8?B?xIk=?= <a@example.com>", {}, ["a@example.com"]],
  [
    "the sender of each brand",
    "a@example.com",
    { default: brand("One <b@example.com>"), two: brand('"Two, Ltd" <c@mail.example.com>'), three: brand() },
    ["a@example.com", "b@example.com", "c@mail.example.com"],
  ],
  ["each address once", "A <a@example.com>", { two: brand("B <a@example.com>") }, ["a@example.com"]],
  [
    "the lower-case forms as well",
    "Example <No-Reply@Example.com>",
    {},
    ["No-Reply@Example.com", "No-Reply@example.com", "no-reply@example.com"],
  ],
])("mails may come from %s", (_, from, brands, addresses) => {
  expect(listFromAddresses(stageWith(mail(from)), suiteWith({ brands: { default: brand(), ...brands } }))).toEqual(
    addresses,
  );
});

it("enables the configuration set, and sends its events to the default bus, the only one that SES supports", () => {
  expect(mailPart(stageWith(), suiteWith()).Resources).toMatchObject({
    MailConfigurationSet: { Properties: { SendingOptions: { SendingEnabled: true } } },
    MailEvents: {
      Properties: {
        EventDestination: {
          EventBridgeDestination: { EventBusArn: { "Fn::Sub": expect.stringMatching(/:event-bus\/default$/) } },
        },
      },
    },
  });
});
