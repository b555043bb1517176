import { expect, it } from "@jest/globals";
import { greetingName } from "../../src/rules/greeting-name.ts";

it.each([
  [{ given_name: "Ada" }, "Ada"],
  [{ given_name: "Ada", name: "Ada Lovelace" }, "Ada"],
  [{ name: "Jean-Luc O’Neill" }, "Jean-Luc O’Neill"],
  [{ given_name: "  Zoë " }, "Zoë"],
  [{ given_name: "王小明" }, "王小明"],
  [{ given_name: "علي" }, "علي"],
  [{}, undefined],
  [null, undefined],
  [{ given_name: "www.evil.example" }, undefined],
  [{ given_name: "evil。example" }, undefined],
  [{ given_name: "<a href=x>" }, undefined],
  [{ given_name: "{####}" }, undefined],
  [{ given_name: "{username}" }, undefined],
  [{ given_name: "Win 1000" }, undefined],
  [{ given_name: "Ada\r\nBcc: x" }, undefined],
  [{ given_name: "a\u202Eb" }, undefined],
  [{ given_name: "\ud800" }, undefined],
  [{ given_name: "a".repeat(41) }, undefined],
  [{ given_name: { toHTML: () => "<b>" } }, undefined],
  [JSON.parse('{"__proto__": {"given_name": "Eve"}}'), undefined],
])("%j greets by %j", (attributes, name) => {
  expect(greetingName(attributes)).toBe(name);
});
