import { describe, expect, it } from "@jest/globals";
import { SettingsError } from "../../../src/runtime/errors.ts";
import suite from "../../../suite.config.ts";
import { isPlaceholder, refusePlaceholders } from "../../../tools/deploy/placeholder.ts";
import { stageWith } from "../../support/stage.ts";
import { suiteWith } from "../../support/suite.ts";

it.each([
  ["a@example.com", true],
  ["a@mail.example.com", true],
  ["a@Mail.EXAMPLE.org", true],
  ["a@example.net", true],
  ["a@tandem.example", true],
  ["a@mail.test", true],
  ["a@nobody.invalid", true],
  ["a@localhost", true],
  ["a@example.de", false],
  ["a@example.com.de", false],
  ["a@myexample.com", false],
  ["a@contest.com", false],
  ["example.com@acme.dev", false],
  ["", false],
])("%s is a placeholder: %s", (address, expected) => {
  expect(isPlaceholder(address)).toBe(expected);
});

describe("npm run deploy", () => {
  const own = { mail: { from: "Acme <no-reply@mail.acme.dev>", identity: "mail.acme.dev" } };
  const brands = (sender: string) => ({ brands: { default: { ...suite.brands.default, sender } } });

  it.each([
    [
      "the stage's",
      {},
      {},
      ["config/prod.yml: mail.from: Example <no-reply@example.com> is", "an address in your own domain"],
    ],
    ["a brand's", own, brands("A <a@a.example>"), ["suite.config.ts: brands.default.sender: A <a@a.example> is"]],
    ["both", {}, brands("A <a@a.example>"), ["config/prod.yml: mail.from", "brands.default.sender"]],
  ])("refuses a placeholder as the sender: %s", (_, settings, changes, says) => {
    const deploy = () => refusePlaceholders(stageWith(settings), suiteWith(changes), (path) => path);
    expect(deploy).toThrow(SettingsError);
    for (const one of says) expect(deploy).toThrow(one);
  });

  it.each([
    ["the stage's own", own, {}],
    ["a brand's own", own, brands("A <a@mail.acme.dev>")],
  ])("accepts %s", (_, settings, changes) => {
    expect(() => refusePlaceholders(stageWith(settings), suiteWith(changes), (path) => path)).not.toThrow();
  });
});
