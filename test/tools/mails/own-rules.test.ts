import { describe, expect, it } from "@jest/globals";
import { findRuleFaults } from "../../../tools/mails/own-rules.ts";
import { bases } from "./mutations.ts";

const lint = (changes: { html?: (html: string) => string; text?: string }, base = bases.code) =>
  findRuleFaults({ ...base, html: changes.html?.(base.html) ?? base.html, text: changes.text ?? base.text });

const lintTag = (html: string) => lint({ html: (good) => good.replace("<h1 ", `${html}<h1 `) }).map(({ rule }) => rule);

describe("a link's text and its address", () => {
  it.each([
    ["https://example.com/a", "https://example.com/a", true],
    ["https://example.com/a", "https://example.com/b", false],
    ["https://example.com", "https://example.com.evil.example", false],
    ["See https://example.com/", "https://example.net/", false],
    ["example.com", "https://www.example.com/", true],
    ["example.com", "https://example.net/", false],
    ["www.example.com", "https://example.com/start", true],
    ["help@example.com", "mailto:help@example.com", true],
    ["help@example.com", "mailto:help@example.net", false],
    ["Open", "https://example.net/", true],
  ])("%s links to %s", (text, href, good) => {
    expect(lintTag(`<a href="${href}">${text}</a>`).includes("link-text")).toBe(!good);
  });
});

describe("an address", () => {
  it.each([
    ["https://example.com/", true],
    ["mailto:help@example.com", true],
    ["http://example.com/", false],
    ["https://user@example.com/", false],
    ["javascript:go()", false],
    ["data:text/html,a", false],
    ["//example.com/", false],
    ["tel:+44", false],
    ["", false],
  ])("is checked: %s", (href, good) => {
    expect(lintTag(`<a href="${href}">Open</a>`).includes("secure")).toBe(!good);
  });

  it("is checked in styles and in markup for Outlook", () => {
    expect(lintTag('<p style="background:url(http://example.com/a)">')).toContain("secure");
    expect(lintTag('<!--[if mso]><img src="http://example.com/a"><![endif]-->')).toContain("secure");
  });
});

it("says where in the template a fault is", () => {
  const [fault] = lint({ html: (html) => html.replace(/(?<=mj-column[^>]*><table[^>]*) role="presentation"/, "") });
  expect(fault).toMatchObject({ rule: "presentation", near: expect.arrayContaining(["<mj-table"]) });
});

it.each([
  ["left out", (text: string) => text.replaceAll("{####}", "")],
  ["only in the link", (text: string) => text.replace("\n{####}\n", "\n")],
])("requires the code in the text part: %s", (_, change) => {
  expect(lint({ text: change(bases.code.text) })).toContainEqual(expect.objectContaining({ rule: "text-part" }));
});

it("accepts left-to-right text in a right-to-left mail", () => {
  expect(findRuleFaults(bases.arabic)).toEqual([]);
});

it("finds left-to-right words in a right-to-left mail", () => {
  const words = lint({ html: (html) => html.replace("<h1 ", '<h1 dir="ltr" ') }, bases.arabic);
  expect(words.map(({ rule }) => rule)).toEqual(["reading-direction"]);
});
