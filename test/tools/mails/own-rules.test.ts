import { describe, expect, it } from "@jest/globals";
import { findRuleFaults } from "../../../tools/mails/own-rules.ts";
import { bases } from "./mutations.ts";

const broken = (changes: { html?: (html: string) => string; text?: string }, base = bases.code) =>
  findRuleFaults({ ...base, html: changes.html?.(base.html) ?? base.html, text: changes.text ?? base.text });

const link = (html: string) => broken({ html: (good) => good.replace("<h1 ", `${html}<h1 `) }).map(({ rule }) => rule);

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
  ])("%s leading to %s", (text, href, good) => {
    expect(link(`<a href="${href}">${text}</a>`).includes("link-text")).toBe(!good);
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
  ])("%s", (href, good) => {
    expect(link(`<a href="${href}">Open</a>`).includes("secure")).toBe(!good);
  });

  it("is looked at in styles and in what only Outlook reads", () => {
    expect(link('<p style="background:url(http://example.com/a)">')).toContain("secure");
    expect(link('<!--[if mso]><img src="http://example.com/a"><![endif]-->')).toContain("secure");
  });
});

it("tells how to find a fault in its template", () => {
  const [fault] = broken({ html: (html) => html.replace(/(?<=mj-column[^>]*><table[^>]*) role="presentation"/, "") });
  expect(fault).toMatchObject({ rule: "presentation", near: expect.arrayContaining(["<mj-table"]) });
});

it.each([
  ["left out", (text: string) => text.replaceAll("{####}", "")],
  ["only in the link", (text: string) => text.replace("\n{####}\n", "\n")],
])("wants the code in the text part: %s", (_, change) => {
  expect(broken({ text: change(bases.code.text) })).toContainEqual(expect.objectContaining({ rule: "text-part" }));
});

it("takes what is written from left to right in every language as it is", () => {
  expect(findRuleFaults(bases.arabic)).toEqual([]);
});

it("does not take words for such", () => {
  const words = broken({ html: (html) => html.replace("<h1 ", '<h1 dir="ltr" ') }, bases.arabic);
  expect(words.map(({ rule }) => rule)).toEqual(["reading-direction"]);
});
